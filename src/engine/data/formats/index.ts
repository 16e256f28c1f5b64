import type { LayoutName } from '../../../dataset/index.ts';
import { cifar100Format, cifar10Format } from './cifar.ts';
import { coil20Format } from './coil20.ts';
import type { DatasetFormat } from './format.ts';
import { idxFormat } from './idx.ts';
import { imagesFormat } from './images.ts';
import { stl10Format } from './stl10.ts';
import { uspsFormat } from './usps.ts';

export type { DatasetContent, DatasetFormat } from './format.ts';

/** How each layout is read. */
export const formats: { readonly [K in LayoutName]: DatasetFormat } = {
  cifar10: cifar10Format,
  cifar100: cifar100Format,
  stl10: stl10Format,
  idx: idxFormat,
  usps: uspsFormat,
  coil20: coil20Format,
  images: imagesFormat,
};
