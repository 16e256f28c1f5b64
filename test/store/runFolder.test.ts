import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  checkNewRunFolder,
  checkRunFolder,
  createRun,
  readRun,
  refuseForeignFolder,
} from '../../src/store/index.ts';
import { claimRun, settleRun } from '../../src/store/tables/index.ts';
import { describeProcess } from '../../src/store/index.ts';
import { clockSchema } from '../support/clockSchema.ts';
import { someRequest, temporaryFolder } from '../support/runFolder.ts';

const links = expect.objectContaining({ code: 'run.links' }) as Error;
const engine = { engine: 'cpu', engineVersion: '0', device: 'none', reason: 'test', settings: {} };

/** A run that waits, and a file of its user's outside of the store. */
async function waiting() {
  const outside = path.join(temporaryFolder(), 'authorized_keys');
  fs.writeFileSync(outside, 'key\n');
  const folder = await createRun(path.join(temporaryFolder(), '.residual-lab'), someRequest());
  return { folder, outside, at: (name: string) => path.join(folder, name) };
}

describe('a run folder that waits', () => {
  it('is as whoever starts a run leaves it', async () => {
    const { folder, at } = await waiting();
    checkNewRunFolder(folder);
    fs.writeFileSync(at('log.txt'), 'the queue began\n');
    fs.writeFileSync(at('stop'), '');
    fs.writeFileSync(at('.DS_Store'), '');
    checkNewRunFolder(folder);
  });

  it.each(['log.txt', 'status.json', 'metrics.arrows', '.hidden', 'checkpoints/x'])(
    'is refused where %s is a link, symbolic or hard',
    async name => {
      for (const link of [fs.symlinkSync, fs.linkSync]) {
        const { folder, outside, at } = await waiting();
        link(outside, at(name));
        expect(() => checkNewRunFolder(folder)).toThrow(links);
      }
    },
  );

  it.each(['metrics.arrows', 'status.json', 'checkpoints/step-00000005.safetensors', 'notes.md'])(
    'is refused where it holds %s, and says so',
    async name => {
      const { folder, at } = await waiting();
      fs.writeFileSync(at(name), '');
      expect(() => checkNewRunFolder(folder)).toThrow(name);
    },
  );

  it('is refused where checkpoints, the folder itself or `runs` leads elsewhere', async () => {
    for (const what of ['checkpoints', '.', '..']) {
      const { folder, at } = await waiting();
      const elsewhere = path.join(temporaryFolder(), 'elsewhere');
      fs.renameSync(at(what), elsewhere);
      fs.symlinkSync(elsewhere, at(what));
      expect(() => checkRunFolder(folder)).toThrow(links);
    }
  });

  it('ends as refused where that can be written, and only then', async () => {
    const { folder, outside, at } = await waiting();
    fs.symlinkSync(outside, at('log.txt'));
    expect(() => refuseForeignFolder(folder)).toThrow(links);
    expect(readRun(folder).ending).toMatchObject({ ending: 'refused', code: 'run.links' });
    const taken = await waiting();
    fs.writeFileSync(taken.at('process.json'), '{}');
    expect(() => refuseForeignFolder(taken.folder)).toThrow(/taken by a process/);
    expect(readRun(taken.folder).ending).toBeNull();
  });

  it('may lie in a store that is a link: its user put it on another disk', async () => {
    const { folder } = await waiting();
    const linked = path.join(temporaryFolder(), '.residual-lab');
    fs.symlinkSync(path.resolve(folder, '..', '..'), linked);
    checkNewRunFolder(path.join(linked, 'runs', path.basename(folder)));
  });
});

describe('links that come while a run goes on', () => {
  it.each(['log.txt', 'clock.arrows', 'status.json'])(
    'at %s lead no write out of the folder',
    async name => {
      const { folder, outside, at } = await waiting();
      const writer = claimRun(folder, describeProcess(engine, folder));
      fs.symlinkSync(outside, at(name));
      writer.append(clockSchema, [{ step: 1, time: 10 }]);
      writer.log('a line\n');
      writer.status({
        state: 'running',
        phase: 'training',
        step: 1,
        steps: 2,
        epoch: 0,
        epochs: 1,
        secondsElapsed: 0,
        secondsLeft: null,
        metrics: {},
      });
      try {
        writer.flush();
      } catch (error) {
        expect(error).toEqual(links);
      }
      writer.end({ ending: 'finished' });
      writer.close();
      expect(fs.readFileSync(outside, 'utf8')).toBe('key\n');
    },
  );
});

describe('a dead run', () => {
  const dead = async () => {
    const made = await waiting();
    const process = { ...describeProcess(engine, made.folder), pid: 2 ** 22 + 1, startTime: '1' };
    fs.writeFileSync(made.at('process.json'), JSON.stringify(process));
    expect(readRun(made.folder).life).toBe('dead');
    return made;
  };

  it('quotes nothing through a link in its ending', async () => {
    const { folder, outside, at } = await dead();
    fs.symlinkSync(outside, at('log.txt'));
    const { ending } = settleRun(folder);
    expect(ending?.ending).toBe('crashed');
    expect(JSON.stringify(ending)).not.toContain('key');
  });

  it.runIf(process.geteuid?.() === 0)('of another user is left as it is', async () => {
    const { folder } = await dead();
    const before = fs.readdirSync(folder);
    fs.chownSync(folder, 12345, 12345);
    expect(settleRun(folder).ending).toBeNull();
    expect(fs.readdirSync(folder)).toEqual(before);
  });
});
