import fs from 'node:fs';
import path from 'node:path';
import { UserError } from '../base/index.ts';
import { noFollow, nonBlocking } from '../system/index.ts';
import { readRun, type Run } from './readRun.ts';

export interface WatchOptions {
  /** 250 suits a local disk, 2000 a network disk. */
  readonly intervalMs?: number;
  /** The folder went or became unreadable; watching ends with it. */
  readonly onProblem?: (problem: UserError) => void;
}

/** Without news for so long, the process itself is looked at. */
const silenceMs = 2000;

/**
 * Polls a run folder and tells of it at once and whenever a file changed or its process died, until
 * it has an ending (told too) or the watch is closed. Nothing is written: settling is up to who watches.
 */
export function watchRun(
  folder: string,
  options: WatchOptions,
  onChange: (run: Run) => void,
): { close(): void } {
  let seen = '';
  let life: Run['life'] | undefined;
  let looked = -Infinity;
  let timer: NodeJS.Timeout | undefined;
  let closed = false;

  const look = (): boolean => {
    const stamp = stampOf(folder);
    const now = performance.now();
    if (stamp === seen && now - looked < silenceMs) return true;
    const run = readRun(folder);
    const isNews = stamp !== seen || run.life !== life;
    [seen, life, looked] = [stamp, run.life, now];
    if (isNews) onChange(run);
    return run.life !== 'ended';
  };

  const poll = () => {
    let goOn = true;
    try {
      goOn = look();
    } catch (error) {
      goOn = false;
      if (!(error instanceof UserError)) throw error;
      options.onProblem?.(error);
    } finally {
      if (goOn && !closed) timer = setTimeout(poll, options.intervalMs ?? 250);
    }
  };
  timer = setTimeout(poll, 0);

  return {
    close: () => {
      closed = true;
      clearTimeout(timer);
    },
  };
}

/**
 * Changes with each flush, which writes the tables first and the status last. Opening is what makes a
 * network disk look again.
 */
export function stampOf(folder: string): string {
  return ['process.json', 'status.json', 'end.json']
    .map(name => {
      try {
        const fd = fs.openSync(
          path.join(folder, name),
          fs.constants.O_RDONLY | nonBlocking | noFollow,
        );
        const { ino, size, mtimeMs } = fs.fstatSync(fd);
        fs.closeSync(fd);
        return `${ino} ${size} ${mtimeMs}`;
      } catch {
        return '';
      }
    })
    .join('\n');
}
