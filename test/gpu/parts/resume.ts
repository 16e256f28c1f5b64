import type { Part } from '../runner.ts';
import type { Setting } from '../setting.ts';
import { expectEnding, lastWeights, newNotebook, readJson, reslabJson } from './notebook.ts';

/** A training that is stopped in the middle and resumed ends bit-equal to one that was not. */
export function resumePart(setting: Setting): Part {
  return {
    name: 'resume',
    plan: 'with deterministic ops (TF_DETERMINISTIC_OPS=1) a training that is stopped and resumed ends with the same bits as one that ran through.',
    limit: setting.mode === 'gpu' ? 70 : 180,
    async run({ signal, found }) {
      const env = { TF_DETERMINISTIC_OPS: '1' };
      const common = ['--engine', 'tensorflow', '--cell', 'check'];
      const whole = newNotebook(setting, 'whole');
      const parts = newNotebook(setting, 'parts');
      const through = await reslabJson(
        setting,
        ['run', whole.file, '--runs', whole.store, ...common],
        { signal, env },
      );
      expectEnding(through, 'finished');
      let asked = false;
      const stopped = await reslabJson(
        setting,
        ['run', parts.file, '--runs', parts.store, ...common],
        {
          signal,
          env,
          onEvent: ({ event, step }, interrupt) => {
            if (event !== 'progress' || asked || Number(step) < 2) return;
            asked = true;
            interrupt();
          },
        },
      );
      expectEnding(stopped, 'stopped');
      const { step } = readJson(stopped.run, 'status.json');
      const resumed = await reslabJson(setting, ['resume', stopped.run, '--runs', parts.store], {
        signal,
        env,
      });
      expectEnding(resumed, 'finished');
      const [a, b] = [lastWeights(through.run), lastWeights(resumed.run)];
      const settings = readJson(resumed.run, 'process.json')['settings'];
      found({
        name: 'bits',
        ok: a.step === b.step && a.bytes.equals(b.bytes),
        text: `stopped at step ${String(step)}; ${a.bytes.equals(b.bytes) ? 'equal' : 'different'} at ${a.step}`,
        values: { stoppedAt: step, bytes: a.bytes.length, settings },
      });
    },
  };
}
