import { encode as encodePng } from 'fast-png';
import { encode as encodeJpeg } from 'jpeg-js';
import { expect, it } from 'vitest';
import { failure, folderWith, open, pattern } from '../support.ts';

const grey = (seed: number, width = 4, height = 3) =>
  encodePng({ width, height, channels: 1, data: pattern(width * height, seed) });
const colour = (seed: number) =>
  encodePng({ width: 4, height: 3, channels: 3, data: pattern(36, seed) });

it('reads train/CLASS and test/CLASS; classes by name, files by name', async () => {
  const set = await open(
    await folderWith({
      'train/dog/2.png': grey(2),
      'train/dog/1.png': grey(1),
      'train/cat/a.png': grey(3),
      'test/dog/x.PNG': grey(4),
      'test/dog/notes.txt': 'not an image',
    }),
  );
  expect(set.classes).toEqual(['cat', 'dog']);
  expect([set.shape, [...set.train.labels], [...set.test.labels]]).toEqual([
    [3, 4, 1],
    [0, 1, 1],
    [1],
  ]);
  expect([...set.train.images]).toEqual([...pattern(12, 3), ...pattern(12, 1), ...pattern(12, 2)]);
});

it('grey among colour becomes three equal channels', async () => {
  const set = await open(
    await folderWith({
      'train/a/1.png': grey(1),
      'train/a/2.png': colour(2),
      'test/a/1.png': grey(3),
    }),
  );
  expect(set.shape).toEqual([3, 4, 3]);
  expect([...set.train.images.subarray(0, 36)]).toEqual(
    [...pattern(12, 1)].flatMap(v => [v, v, v]),
  );
  expect([...set.train.images.subarray(36)]).toEqual([...pattern(36, 2)]);
});

it('without train and test some of each class test, the same ones in every run', async () => {
  const files: Record<string, Uint8Array> = {};
  for (let i = 0; i < 20; i++) files[`a/${i}.png`] = grey(i);
  for (let i = 0; i < 20; i++) files[`b/${i}.png`] = grey(100 + i);
  const [one, two] = [await open(await folderWith(files)), await open(await folderWith(files))];
  expect(one.train.count + one.test.count).toBe(40);
  expect(new Set(one.test.labels)).toEqual(new Set([0, 1]));
  expect(one.test.images).toEqual(two.test.images);
});

it('reads JPEG, 16 bits, palettes, few bits and alpha', async () => {
  const rgba = Uint8Array.from({ length: 48 }, (_, i) => (i % 4 === 3 ? 255 : 90));
  const set = await open(
    await folderWith({
      'train/a/1.jpg': encodeJpeg({ width: 4, height: 3, data: rgba }, 100).data,
      'train/a/2.png': encodePng({ width: 4, height: 3, channels: 4, data: rgba }),
      'test/a/1.png': colour(1),
    }),
  );
  expect([...set.train.images].every(v => Math.abs(v - 90) <= 2)).toBe(true);
  expect([...set.train.images.subarray(36)].every(v => v === 90)).toBe(true);

  const deep = Uint16Array.from({ length: 12 }, (_, i) => i * 5000);
  const mixed = await open(
    await folderWith({
      'train/a/1.png': encodePng({ width: 4, height: 3, channels: 1, depth: 16, data: deep }),
      'test/a/1.png': grey(1),
    }),
  );
  expect([...mixed.train.images]).toEqual([...deep]);
  expect([...mixed.test.images]).toEqual([...pattern(12, 1)].map(v => v * 257));
});

it.each([
  {
    what: 'another size',
    files: { 'train/a/2.png': grey(1, 5, 3) },
    says: 'data.imageSize: train/a/2.png: expected 4x3 pixels as in train/a/1.png, found 5x3. All images of a set must have one size.',
  },
  {
    what: 'no image',
    files: { 'train/a/2.png': 'GIF89a' },
    says: 'data.magic: train/a/2.png, byte 0: expected the signature of PNG (89 50 4e 47) or JPEG (ff d8), found 47 49 46 38.',
  },
  {
    what: 'a cut PNG',
    files: { 'train/a/2.png': grey(1).subarray(0, 50) },
    says: 'data.image: train/a/2.png (50 bytes): expected a whole PNG image, found one that cannot be decoded: ',
  },
  {
    what: 'a class that only tests',
    files: { 'test/b/1.png': grey(1) },
    says: 'data.label: test/b: expected the classes of train (a), found b.',
  },
])('names the file and what is wrong: $what', async ({ files, says }) => {
  const folder = await folderWith({
    'train/a/1.png': grey(1),
    'test/a/1.png': grey(2),
    ...files,
  });
  const said = (await failure(open(folder, 'images'), folder)).replaceAll(`${folder}`, '');
  expect(said.startsWith(says), said).toBe(true);
});

it('says when there is nothing to test with', async () => {
  const folder = await folderWith({ 'a/1.png': grey(1), 'b/1.png': grey(2) });
  expect(await failure(open(folder, 'images'))).toContain('there are no test images');
});
