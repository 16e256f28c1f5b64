import { createWriteStream, statfsSync } from 'node:fs';
import { readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { formatCount, UserError } from '../../../base/index.ts';
import { limits } from '../../../system/index.ts';
import { checkDigest } from './checkDigest.ts';
import type { Download } from './sources.ts';

export interface FetchOptions {
  /** Called as bytes arrive; `total` is null while unknown. */
  readonly onProgress: (file: string, bytes: number, total: number | null) => void;
  /** Attempts in a row without a new byte before an address is given up. */
  readonly attempts: number;
  /** Pause before the second attempt; it doubles each time. */
  readonly pauseMs: number;
  /** An answer that brings nothing for so long is given up. */
  readonly idleMs: number;
}

/**
 * Fetches a file to `path`. What has arrived stays in `path.part`, and a later call goes on from
 * there. `path` appears only when it is whole and its checksum is right.
 *
 * @throws UserError `data.download` with what each address answered, or `data.checksum`.
 */
export async function fetchFile(
  download: Download,
  path: string,
  options: FetchOptions,
): Promise<void> {
  const part = `${path}.part`;
  const reasons: string[] = [];
  let checksum = false;
  for (const url of download.urls) {
    try {
      await fetchFrom(url, download, part, options);
      await checkDigest(download, part, url);
      await rename(part, path);
      await rm(`${part}.tag`, { force: true });
      return;
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      if (error.code === 'data.disk') throw error;
      // Wrong bytes would be gone on from for ever.
      if (error.code === 'data.checksum') await rm(part, { force: true });
      checksum ||= error.code === 'data.checksum';
      reasons.push(error.message);
    }
  }
  throw new UserError(checksum ? 'data.checksum' : 'data.download', reasons.join('\n'));
}

/** Attempts until the file is whole, going on as long as each brings something. */
async function fetchFrom(
  url: string,
  download: Download,
  part: string,
  options: FetchOptions,
): Promise<void> {
  let failures = 0;
  for (;;) {
    const before = await sizeOf(part);
    try {
      if (await attempt(url, download, part, options)) return;
    } catch (error) {
      if (error instanceof UserError) throw error;
      failures = (await sizeOf(part)) > before ? 1 : failures + 1;
      if (failures >= options.attempts) {
        throw new UserError('data.download', `${url}: ${reasonOf(error)}.`, { cause: error });
      }
      await sleep(options.pauseMs * 2 ** (failures - 1));
    }
  }
}

/** One request, from where the part ends. True: whole; false: ask again from the beginning. */
async function attempt(
  url: string,
  download: Download,
  part: string,
  options: FetchOptions,
): Promise<boolean> {
  const have = await sizeOf(part);
  if (download.bytes !== null && have === download.bytes) return true;
  const tag = await readFile(`${part}.tag`, 'utf8').catch(() => null);
  const idle = new AbortController();
  const alarm = setTimeout(() => idle.abort(), options.idleMs);
  try {
    const headers: Record<string, string> = { 'accept-encoding': 'identity' };
    if (have > 0) {
      headers['range'] = `bytes=${have}-`;
      if (tag) headers['if-range'] = tag;
    }
    const response = await fetch(url, { headers, signal: idle.signal });
    if (response.status === 416 && have > 0) {
      const whole = /\/(\d+)$/.exec(response.headers.get('content-range') ?? '')?.[1];
      if (Number(whole) === have) return true;
      await rm(part, { force: true });
      return false;
    }
    if (response.status >= 500) throw new Error(`the server answered ${response.status}`);
    if (!response.ok || !response.body) {
      const answer = `the server answered ${response.status} ${response.statusText}`.trim();
      throw new UserError('data.download', `${url}: ${answer}.`);
    }
    const from = response.status === 206 ? rangeStart(response) : 0;
    if (from !== 0 && from !== have && have > 0) {
      await rm(part, { force: true });
      return false;
    }
    const etag = response.headers.get('etag');
    if (etag && !etag.startsWith('W/')) await writeFile(`${part}.tag`, etag);
    else await rm(`${part}.tag`, { force: true });
    const length = response.headers.get('content-length');
    const total = length === null ? null : from + Number(length);
    const most = download.bytes ?? limits.download;
    if (total !== null && total > most) throw tooMuch(url, most);
    checkSpace(part, (total ?? from) - from);
    const received = await append(response.body, part, from, bytes => {
      if (bytes > most) throw tooMuch(url, most);
      alarm.refresh();
      options.onProgress(download.file, bytes, total);
    });
    if (total !== null && received < total) {
      throw new Error(`the connection was cut after ${received} of ${total} bytes`);
    }
    return true;
  } catch (error) {
    if (idle.signal.aborted) {
      throw new Error(`nothing arrived for ${options.idleMs / 1000} s`, { cause: error });
    }
    throw error;
  } finally {
    clearTimeout(alarm);
  }
}

function tooMuch(url: string, most: number): UserError {
  const text = `${url}: sends more than the ${formatCount(most)} bytes that the file has at most.`;
  return new UserError('data.download', text);
}

/** Throws a UserError `data.disk` where so many bytes do not fit. */
function checkSpace(part: string, bytes: number): void {
  // At once: what has arrived of an answer is lost if its connection is cut before anybody reads it.
  let disk: ReturnType<typeof statfsSync>;
  try {
    disk = statfsSync(dirname(part));
  } catch {
    // Writing says what is wrong there.
    return;
  }
  if (bytes <= disk.bavail * disk.bsize) return;
  throw new UserError(
    'data.disk',
    `${dirname(part)}: ${formatCount(bytes)} bytes are to come, and the disk has room for ` +
      `${formatCount(disk.bavail * disk.bsize)}. Make room there.`,
  );
}

/** Writes a body after byte `from` of the part (0: anew); the size of the part afterwards. */
async function append(
  body: AsyncIterable<Uint8Array>,
  part: string,
  from: number,
  onBytes: (bytes: number) => void,
): Promise<number> {
  const file = createWriteStream(part, { flags: from > 0 ? 'a' : 'w' });
  const failed = new Promise<never>((_, reject) => {
    file.on('error', (error: NodeJS.ErrnoException) =>
      reject(new UserError('data.disk', `${part}: cannot be written: ${error.message}.`)),
    );
  });
  failed.catch(() => undefined);
  let bytes = from;
  try {
    for await (const piece of body) {
      bytes += piece.length;
      // Before it is written: it may be too much.
      onBytes(bytes);
      if (!file.write(piece)) {
        await Promise.race([failed, new Promise<void>(done => file.once('drain', done))]);
      }
    }
  } finally {
    await Promise.race([failed, new Promise<void>(done => file.end(done))]);
  }
  return bytes;
}

function rangeStart(response: Response): number {
  return Number(/^bytes (\d+)-/.exec(response.headers.get('content-range') ?? '')?.[1] ?? NaN);
}

async function sizeOf(path: string): Promise<number> {
  return (await stat(path).catch(() => null))?.size ?? 0;
}

/** `fetch` hides the reason in its cause. */
function reasonOf(error: unknown): string {
  const { message, cause } = error as Error;
  const inner = cause as (Error & { code?: string }) | undefined;
  return inner?.message ? `${message}: ${inner.message || (inner.code ?? '')}` : message;
}
