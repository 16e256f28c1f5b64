import { readdirSync } from 'node:fs';
import path from 'node:path';
import { mustRun } from '../programs.ts';
import type { Part } from '../runner.ts';
import type { Setting } from '../setting.ts';
import { cliOf, expectEnding, newNotebook, readJson, reslabJson } from './notebook.ts';

/** A queue waits for a run on the same device, whatever name each has for it. */
export function lockPart(setting: Setting): Part {
  const { mode, gpu } = setting;
  // Two names of one device.
  const [first, second]: readonly [Readonly<Record<string, string>>, string] =
    mode === 'gpu' ? [{}, gpu ?? '0'] : [{ CUDA_VISIBLE_DEVICES: '-1' }, ''];
  return {
    name: 'lock on the device',
    plan: 'a queue that is given the GPU by its UUID waits for a run that was started without naming one.',
    limit: setting.mode === 'gpu' ? 60 : 120,
    async run({ signal, found }) {
      const own = newNotebook(setting, 'first');
      const queued = newNotebook(setting, 'queued');
      const common = ['--engine', 'tensorflow', '--cell', 'check'];
      const { env } = setting;
      await mustRun(
        process.execPath,
        [cliOf(setting), 'queue', 'add', queued.file, '--runs', queued.store, ...common, '--wait'],
        { env, signal },
      );
      let drained: Promise<unknown> | null = null;
      const ran = await reslabJson(setting, ['run', own.file, '--runs', own.store, ...common], {
        signal,
        env: first,
        onEvent: ({ event }) => {
          if (event !== 'engine' || drained !== null) return;
          const words = ['queue', 'drain', '--runs', queued.store, '--device', second];
          drained = mustRun(process.execPath, [cliOf(setting), ...words], { env, signal });
          drained.catch(() => undefined);
        },
      });
      expectEnding(ran, 'finished');
      await (drained ?? Promise.reject(new Error('the run never said which engine it took')));
      const runs = path.join(queued.store, 'runs');
      const waited = path.join(runs, readdirSync(runs)[0] ?? '');
      const [ended, began] = [
        Date.parse(String(readJson(ran.run, 'end.json')['time'])),
        Date.parse(String(readJson(waited, 'process.json')['started'])),
      ];
      found({
        name: 'order',
        ok: began >= ended && readJson(waited, 'end.json')['ending'] === 'finished',
        text: `the queue's run began ${((began - ended) / 1000).toFixed(1)} s after the other had ended`,
        values: { secondsBetween: (began - ended) / 1000, named: second },
      });
    },
  };
}
