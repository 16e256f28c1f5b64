import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { fetchFile } from '../../../../src/engine/data/download/fetchFile.ts';
import { sources, type Download } from '../../../../src/engine/data/download/sources.ts';
import { failure, folderWith, pattern } from '../support.ts';
import { startServer, type ServerBehaviour, type TestServer } from './testServer.ts';

const file = Buffer.from(pattern(300_000, 9));
const md5 = { kind: 'md5', hex: createHash('md5').update(file).digest('hex') } as const;

const running: TestServer[] = [];
afterEach(async () => {
  for (const server of running.splice(0)) await server.close();
});

async function serve(behaviour: Partial<ServerBehaviour> = {}): Promise<TestServer> {
  const server = await startServer({ files: { 'a.bin': file }, ...behaviour });
  running.push(server);
  return server;
}

async function fetched(
  servers: readonly TestServer[],
  options: { part?: Uint8Array; tag?: string; download?: Partial<Download>; idleMs?: number } = {},
) {
  const folder = await folderWith({});
  const path = join(folder, 'a.bin');
  if (options.part) await writeFile(`${path}.part`, options.part);
  if (options.tag) await writeFile(`${path}.part.tag`, options.tag);
  const progress: [number, number | null][] = [];
  const download: Download = {
    file: 'a.bin',
    urls: servers.map(server => `${server.url}/a.bin`),
    bytes: null,
    digest: md5,
    ...options.download,
  };
  const done = fetchFile(download, path, {
    onProgress: (_, bytes, total) => {
      progress.push([bytes, total]);
      for (const server of servers) server.arrived(bytes);
    },
    attempts: 3,
    pauseMs: 5,
    idleMs: options.idleMs ?? 120_000,
  });
  return { path, progress, done };
}

describe('a file arrives', () => {
  it('whole, with progress to its end, and leaves nothing else', async () => {
    const { path, progress, done } = await fetched([await serve()]);
    await done;
    expect(file.equals(await readFile(path))).toBe(true);
    expect(progress.at(-1)).toEqual([300_000, 300_000]);
    expect([existsSync(`${path}.part`), existsSync(`${path}.part.tag`)]).toEqual([false, false]);
  });

  it('when the connection is cut twice, going on where it was', async () => {
    const server = await serve({ cut: { after: 100_000, times: 2 } });
    const { path, done } = await fetched([server]);
    await done;
    expect(file.equals(await readFile(path))).toBe(true);
    expect(server.requests.length).toBe(3);
    const starts = server.requests.map(r => Number(/\d+/.exec(r.range ?? '0')?.[0]));
    expect(starts[0]).toBe(0);
    expect(starts[1]).toBeGreaterThan(0);
    expect(starts[2]).toBeGreaterThan(starts[1] as number);
  });

  it('going on from an earlier run', async () => {
    const server = await serve();
    const { path, done } = await fetched([server], { part: file.subarray(0, 123_456) });
    await done;
    expect(server.requests.map(r => r.range)).toEqual(['bytes=123456-']);
    expect(file.equals(await readFile(path))).toBe(true);
  });

  it('when the part is whole already', async () => {
    const { path, done } = await fetched([await serve()], { part: file });
    await done;
    expect(file.equals(await readFile(path))).toBe(true);
  });

  it('from the beginning where the server takes no ranges', async () => {
    const server = await serve({ ignoreRange: true });
    const { path, done } = await fetched([server], { part: file.subarray(0, 1000) });
    await done;
    expect(file.equals(await readFile(path))).toBe(true);
  });

  it('from the beginning when the file on the server is another now', async () => {
    const server = await serve({ etag: '"new"' });
    const { path, done } = await fetched([server], { part: Buffer.alloc(1000), tag: '"old"' });
    await done;
    expect(file.equals(await readFile(path))).toBe(true);
  });

  it('after answers that the server is busy', async () => {
    const { path, done } = await fetched([await serve({ busy: 2 })]);
    await done;
    expect(existsSync(path)).toBe(true);
  });

  it('from the second address when the first has none', async () => {
    const { path, done } = await fetched([await serve({ files: {} }), await serve()]);
    await done;
    expect(file.equals(await readFile(path))).toBe(true);
  });
});

describe('a file that does not arrive', () => {
  it('404: names the address and the answer, and asks once', async () => {
    const server = await serve({ files: {} });
    const { done, path } = await fetched([server]);
    expect(await failure(done)).toBe(
      `data.download: ${server.url}/a.bin: the server answered 404 Not Found.`,
    );
    expect([server.requests.length, existsSync(path)]).toEqual([1, false]);
  });

  it('wrong checksum: expected and found, and the part is not gone on from', async () => {
    const server = await serve({ files: { 'a.bin': pattern(1000, 1) } });
    const { done, path } = await fetched([server]);
    const found = createHash('md5').update(pattern(1000, 1)).digest('hex');
    expect(await failure(done)).toBe(
      `data.checksum: ${server.url}/a.bin: expected the md5 ${md5.hex}, found ${found}. ` +
        'The file is damaged or not the published one.',
    );
    expect([existsSync(path), existsSync(`${path}.part`)]).toEqual([false, false]);
  });

  it('refused connection', async () => {
    const server = await serve();
    await server.close();
    const { done } = await fetched([server]);
    expect(await failure(done)).toMatch(
      /^data\.download: http:.*a\.bin: fetch failed: .*ECONNREFUSED/,
    );
  });

  it('cut again and again before a byte: the part stays for later', async () => {
    const server = await serve({ cut: { after: 0, times: 99 } });
    const { done, path } = await fetched([server], { part: file.subarray(0, 5000) });
    expect(await failure(done)).toContain('a.bin');
    expect(server.requests.length).toBe(3);
    expect((await readFile(`${path}.part`)).length).toBe(5000);
  });

  it('silence', async () => {
    const { done } = await fetched([await serve({ stall: true })], { idleMs: 50 });
    expect(await failure(done)).toContain('nothing arrived for 0.05 s');
  });

  it('no room or right to write: the file is named', async () => {
    const server = await serve();
    const download: Download = {
      file: 'a.bin',
      urls: [`${server.url}/a.bin`],
      bytes: null,
      digest: null,
    };
    const nowhere = join(await folderWith({}), 'missing', 'a.bin');
    const done = fetchFile(download, nowhere, {
      onProgress: () => undefined,
      attempts: 1,
      pauseMs: 1,
      idleMs: 120_000,
    });
    expect(await failure(done)).toMatch(/^data\.disk: .*a\.bin\.part(\.tag)?: cannot be written/);
  });
});

it('stops a server that sends more than the file has', async () => {
  const server = await startServer({ files: { 'a.bin': Buffer.alloc(5_000_000) } });
  const folder = await folderWith({});
  const path = join(folder, 'a.bin');
  const download = { file: 'a.bin', urls: [`${server.url}/a.bin`], bytes: 1000, digest: null };
  const options = { onProgress: () => undefined, attempts: 1, pauseMs: 1, idleMs: 120_000 };
  expect(await failure(fetchFile(download, path, options))).toMatch(
    /^data.download: .*sends more than the 1,000 bytes/,
  );
  await server.close();
});

it('all public sources are fetched by https', () => {
  for (const { downloads } of sources)
    for (const url of downloads.flatMap(({ urls }) => urls)) expect(url).toMatch(/^https:/);
});
