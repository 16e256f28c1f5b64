import { UserError } from '../../../base/index.ts';
import { layouts, picturesIn, type Picture } from '../../../dataset/index.ts';
import { limits } from '../../../system/index.ts';
import { readWhole } from '../readWhole.ts';
import type { Split } from '../types.ts';
import { decodeImage, type DecodedImage } from './decodeImage.ts';
import type { DatasetFormat, Input } from './format.ts';
import { imageHeader, type ImageHeader } from './imageHeader.ts';
import { sharedBytes, sharedUint16 } from './sharedBytes.ts';

/**
 * A folder of PNG and JPEG files by class; which images train and which test is the list's choice
 * (`picturesIn`). All images have one size; they are grey if every one of them is.
 */
export const imagesFormat: DatasetFormat = {
  ...layouts.images,
  async read(folder, { rules = 2, input } = {}) {
    const { classes, train, test } = await picturesIn(folder, rules);
    if (train.length === 0 || test.length === 0) {
      const which = train.length === 0 ? 'training' : 'test';
      throw new UserError(
        'data.missing',
        `${folder}: there are no ${which} images. Expected ${imagesFormat.files}, ` +
          'with five or more images a class if there is no test folder.',
      );
    }
    const images = await decodeAll([...train, ...test], input);
    const first = images[0] as DecodedImage;
    const channels = images.every(image => image.channels === 1) ? 1 : 3;
    const deep = images.some(image => image.data instanceof Uint16Array);
    const split = (list: readonly Picture[], from: number) =>
      packSplit(list, images.slice(from, from + list.length), channels, deep);
    return {
      shape: [first.height, first.width, channels],
      classes,
      train: split(train, 0),
      test: split(test, train.length),
    };
  },
};

async function decodeAll(
  list: readonly Picture[],
  input: Input | undefined,
): Promise<DecodedImage[]> {
  const images: DecodedImage[] = [];
  for (const { path } of list) {
    const bytes = await readWhole(path, limits.imageFile);
    // Before anything is decoded: a small file may claim to be huge.
    const header = imageHeader(bytes);
    if (header) checkSize(path, header, list[0]?.path ?? '', images[0], input);
    const image = decodeImage(path, bytes);
    checkSize(path, image, list[0]?.path ?? '', images[0], input);
    images.push(image);
  }
  return images;
}

function checkSize(
  path: string,
  { width, height }: ImageHeader,
  firstPath: string,
  first: ImageHeader | undefined,
  input: Input | undefined,
): void {
  if (first !== undefined && (width !== first.width || height !== first.height))
    throw new UserError(
      'data.imageSize',
      `${path}: expected ${first.width}x${first.height} pixels as in ${firstPath}, ` +
        `found ${width}x${height}. All images of a set must have one size.`,
    );
  if (input !== undefined && (height !== input[0] || width !== input[1]))
    throw new UserError(
      'data.shape',
      `The network takes images of ${input[0]}x${input[1]} pixels (height x width), ${path} has ` +
        `${height}x${width}. Change 'input' of the network.`,
    );
}

/** 16 bits if any image of the set has them (8-bit values times 257); grey becomes three equal channels among colour. */
function packSplit(
  list: readonly Picture[],
  images: readonly DecodedImage[],
  channels: number,
  deep: boolean,
): Split {
  const pixels = (images[0] as DecodedImage).width * (images[0] as DecodedImage).height;
  const size = images.length * pixels * channels;
  const out = deep ? sharedUint16(size) : sharedBytes(size);
  const labels = new Int32Array(new SharedArrayBuffer(4 * images.length));
  for (const [i, image] of images.entries()) {
    const factor = deep && image.data instanceof Uint8Array ? 257 : 1;
    labels[i] = (list[i] as Picture).label;
    let at = i * pixels * channels;
    for (let p = 0; p < pixels; p++) {
      for (let c = 0; c < channels; c++) {
        const from = image.channels === 1 ? p : p * 3 + c;
        out[at++] = (image.data[from] as number) * factor;
      }
    }
  }
  return { count: images.length, images: out, labels };
}
