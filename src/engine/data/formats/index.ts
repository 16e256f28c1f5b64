import { cifar100Format, cifar10Format } from './cifar.ts';
import { coil20Format } from './coil20.ts';
import type { DatasetFormat } from './format.ts';
import { idxFormat } from './idx.ts';
import { imagesFormat } from './images.ts';
import { stl10Format } from './stl10.ts';
import { uspsFormat } from './usps.ts';

export type { DatasetContent, DatasetFormat, FormatName } from './format.ts';

/** All layouts, tried in this order where none is named; a folder of images is the last guess. */
export const formats: readonly DatasetFormat[] = [
  cifar10Format,
  cifar100Format,
  stl10Format,
  idxFormat,
  uspsFormat,
  coil20Format,
  imagesFormat,
];
