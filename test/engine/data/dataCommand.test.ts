import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { join } from 'node:path';
import { dataCommand } from '../../../src/engine/data/index.ts';
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
