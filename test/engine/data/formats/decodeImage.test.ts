import { expect, it } from 'vitest';
import { decodeImage } from '../../../../src/engine/data/formats/decodeImage.ts';
import { chunk, png } from '../png.ts';

it('PNG of 2 bits grey, rows padded to bytes, spread over 0 to 255', () => {
  const image = decodeImage(
    'x',
    png({ width: 5, depth: 2, type: 0 }, [
      [0b00011011, 0b10000000],
      [0xff, 0],
    ]),
  );
  expect([image.width, image.height, image.channels]).toEqual([5, 2, 1]);
  expect([...image.data]).toEqual([0, 85, 170, 255, 170, 255, 255, 255, 255, 0]);
});

it('PNG with a palette of 4 bits', () => {
  const palette = chunk('PLTE', Buffer.from([1, 2, 3, 10, 20, 30, 100, 110, 120]));
  const image = decodeImage('x', png({ width: 3, depth: 4, type: 3 }, [[0x20, 0x10]], palette));
  expect([image.channels, ...image.data]).toEqual([3, 100, 110, 120, 1, 2, 3, 10, 20, 30]);
});

it('PNG of grey with alpha: alpha is left out', () => {
  const image = decodeImage('x', png({ width: 2, depth: 8, type: 4 }, [[7, 255, 9, 128]]));
  expect([image.channels, ...image.data]).toEqual([1, 7, 9]);
});

it('JPEG of one component is grey', () => {
  // One 8x8 block by hand: quantisation 1; DC code 0 means 9 bits, AC code 0 means end of block;
  // DC = 8·(90 - 128) = -304, written as 511 - 304 = 011001111.
  const segment = (marker: number, ...data: number[]) => [
    0xff,
    marker,
    0,
    data.length + 2,
    ...data,
  ];
  const ones = new Array<number>(64).fill(1);
  const oneCode = [1, ...new Array<number>(15).fill(0)];
  const jpeg = Buffer.from([
    0xff,
    0xd8,
    ...segment(0xdb, 0, ...ones),
    ...segment(0xc0, 8, 0, 8, 0, 8, 1, 1, 0x11, 0),
    ...segment(0xc4, 0x00, ...oneCode, 9),
    ...segment(0xc4, 0x10, ...oneCode, 0),
    ...segment(0xda, 1, 1, 0, 0, 63, 0),
    0b00110011,
    0b11011111,
    0xff,
    0xd9,
  ]);
  const image = decodeImage('x', jpeg);
  expect([image.width, image.height, image.channels]).toEqual([8, 8, 1]);
  expect([...image.data]).toEqual(new Array(64).fill(90));
});

it('a damaged PNG is found by its checksum', () => {
  const bytes = png({ width: 2, depth: 8, type: 0 }, [[7, 9]]);
  bytes[bytes.length - 18] = (bytes[bytes.length - 18] as number) ^ 0xff;
  expect(() => decodeImage('x.png', bytes)).toThrow(
    /^x\.png \(\d+ bytes\): expected a whole PNG image/,
  );
});
