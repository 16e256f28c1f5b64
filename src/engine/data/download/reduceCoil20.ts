import { readEntry, readZip } from '../../../archives/index.ts';
import { UserError } from '../../../base/index.ts';
import { decodeImage } from '../formats/decodeImage.ts';

const objects = 20;
const views = 72;
const side = 32;
const factor = 4;
const record = 1 + 2 * side * side;

/**
 * The home page's "processed" archive (`obj1__0.png` … `obj20__71.png`, 128x128 grey) as the 32x32
 * file of this project: each value is the sum of a 4x4 block of pixels, 0 to 4080.
 */
export async function reduceCoil20(archive: string): Promise<Uint8Array> {
  const out = Buffer.alloc(objects * views * record);
  const seen = new Set<number>();
  for (const entry of await readZip({ path: archive, code: 'data.archive' })) {
    const name = /(?:^|\/)obj(\d+)__(\d+)\.png$/.exec(entry.name);
    if (!name) continue;
    const label = Number(name[1]) - 1;
    const view = Number(name[2]);
    if (label < 0 || label >= objects || view >= views) continue;
    const image = decodeImage(`${archive}: ${entry.name}`, await readEntry(entry));
    if (image.width !== side * factor || image.height !== side * factor || image.channels !== 1) {
      throw new UserError(
        'data.imageSize',
        `${archive}: ${entry.name}: expected 128x128 grey, found ${image.width}x${image.height}.`,
      );
    }
    const index = label * views + view;
    seen.add(index);
    out[index * record] = label;
    for (let y = 0; y < side; y++) {
      for (let x = 0; x < side; x++) {
        out.writeUInt16LE(blockSum(image.data, x, y), index * record + 1 + 2 * (y * side + x));
      }
    }
  }
  if (seen.size !== objects * views) {
    throw new UserError(
      'data.archive',
      `${archive}: expected ${objects * views} pictures obj1__0.png to obj20__71.png, found ${seen.size}.`,
    );
  }
  return out;
}

function blockSum(pixels: ArrayLike<number>, x: number, y: number): number {
  let sum = 0;
  for (let dy = 0; dy < factor; dy++) {
    for (let dx = 0; dx < factor; dx++) {
      sum += pixels[(y * factor + dy) * side * factor + x * factor + dx] as number;
    }
  }
  return sum;
}
