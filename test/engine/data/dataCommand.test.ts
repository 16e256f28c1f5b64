import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { dataCommand } from '../../../src/engine/data/index.ts';
import { png } from './png.ts';
import { startServer } from './download/testServer.ts';
import { failure, folderWith, needsRealData, realData } from './support.ts';

const saved = { ...process.env };
let printed = '';
beforeEach(async () => {
  process.env['RESIDUAL_LAB_CACHE'] = await folderWith({});
  delete process.env['RESIDUAL_LAB_DATA'];
  printed = '';
  vi.spyOn(process.stdout, 'write').mockImplementation(text => {
    printed += String(text);
    return true;
  });
});
afterEach(() => {
  vi.restoreAllMocks();
  process.env = { ...saved };
});

it('list: every set with where it lies, as text and as one object', async () => {
  const data = await folderWith({ 'cifar10/x': '' });
  expect(await dataCommand(['list', '--data', data, '--json'])).toBe(0);
  const { sets } = JSON.parse(printed) as {
    sets: { name: string; folder: string | null; train: number }[];
  };
  expect(sets.map(set => set.name)).toEqual([
    'mnist-sample',
    'mnist',
    'cifar10',
    'cifar100',
    'stl10',
    'usps',
    'coil20',
  ]);
  const found = Object.fromEntries(sets.map(set => [set.name, set.folder]));
  expect(found['cifar10']).toBe(join(data, 'cifar10'));
  expect(found['mnist-sample']).toMatch(/media\/data\/mnist-sample$/);
  expect(found['stl10']).toBeNull();
  printed = '';
  expect(await dataCommand(['list'])).toBe(0);
  expect(printed).toContain('32x32x3, 10 classes, 50,000 training and 10,000 test images');
  expect(printed).toContain('reslab data get cifar10');
});

it('show: the classes of a folder of images, how many train and test, and what is left out', async () => {
  const picture = png({ width: 2, depth: 8, type: 0 }, [[1, 2]]);
  const names = ['train/cat/1', 'train/cat/2', 'train/dog/1', 'test/cat/3', 'test/dog/4'];
  const folder = await folderWith({
    ...Object.fromEntries(names.map(name => [`mine/${name}.png`, picture])),
    'mine/train/cat/notes.txt': 'x',
  });
  expect(await dataCommand(['show', join(folder, 'mine'), '--json'])).toBe(0);
  const classes = [
    { name: 'cat', train: 2, test: 1 },
    { name: 'dog', train: 1, test: 1 },
  ];
  expect(JSON.parse(printed)).toEqual({
    name: 'mine',
    folder: join(folder, 'mine'),
    format: 'images',
    shape: [1, 2, 1],
    classes,
    leftOut: [{ place: 'train/cat', what: '.txt', count: 1 }],
  });
  printed = '';
  expect(await dataCommand(['show', 'mine', '--data', folder])).toBe(0);
  expect(printed.split('\n').map(line => line.trim().split(/ +/).join(' '))).toEqual([
    `${join(folder, 'mine')} (images): 1x2x1, 2 classes`,
    'class training test',
    'cat 2 1',
    'dog 1 1',
    'all 3 2',
    'left out: train/cat: 1 .txt',
    '',
  ]);
  expect(await failure(dataCommand(['show', 'none']))).toContain('data.unknown');
});

it('show: the sample, counted by somebody else', async () => {
  expect(await dataCommand(['show', 'mnist-sample', '--json'])).toBe(0);
  const { classes, folder } = JSON.parse(printed) as {
    classes: { train: number; test: number }[];
    folder: string;
  };
  for (const [file, split] of [
    ['train', 'train'],
    ['t10k', 'test'],
  ] as const) {
    const labels = gunzipSync(readFileSync(join(folder, `${file}-labels-idx1-ubyte.gz`)));
    const counts = classes.map((_, digit) => labels.subarray(8).filter(l => l === digit).length);
    expect(classes.map(each => each[split])).toEqual(counts);
  }
});

it.skipIf(!realData)(
  `get: goes to the cache and says so in lines of JSON${needsRealData}`,
  async () => {
    const from = join(realData ?? '', 'usps');
    expect(await dataCommand(['get', 'usps', '--from', from, '--json'])).toBe(0);
    const events = printed
      .trim()
      .split('\n')
      .map(line => JSON.parse(line) as Record<string, unknown>);
    expect(events.at(-1)).toMatchObject({
      event: 'end',
      ending: 'finished',
      set: 'usps',
      folder: join(process.env['RESIDUAL_LAB_CACHE'] ?? '', 'data', 'usps'),
    });
  },
);

it('get: a server without the file', async () => {
  const server = await startServer({ files: {} });
  try {
    const data = await folderWith({});
    const said = await failure(dataCommand(['get', 'mnist', '--data', data, '--from', server.url]));
    expect(said).toContain(`${server.url}/train-images-idx3-ubyte.gz: the server answered 404`);
  } finally {
    await server.close();
  }
});

it.each([
  { args: [], says: /^usage\.data: Use: data list/ },
  { args: ['get'], says: /^usage\.data: Use: data list/ },
  { args: ['list', '--frm', 'x'], says: /^usage\.data: Unknown option '--frm'/ },
  { args: ['get', 'a', 'b'], says: /^usage\.data: unexpected b/ },
  {
    args: ['get', 'cifar'],
    says: /^data\.unknown: There is no data set cifar\. Known names: .*cifar10/,
  },
  { args: ['get', 'mnist-sample'], says: /^data\.download: mnist-sample is shipped/ },
])('says what it does not understand: $args', async ({ args, says }) => {
  expect(await failure(dataCommand(args))).toMatch(says);
});
