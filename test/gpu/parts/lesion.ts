import type { Part } from '../runner.ts';
import type { Setting } from '../setting.ts';
import { expectEnding, newNotebook, reslabJson, type Event } from './notebook.ts';

/** A training and a lesion study, as a user runs them; the study again in plain JavaScript. */
export function lesionPart(setting: Setting): Part {
  return {
    name: 'training and lesion',
    plan: 'reslab run: a small training, then a lesion study on it; the same study in plain JavaScript gives the same losses to 1e-3.',
    limit: setting.mode === 'gpu' ? 60 : 120,
    async run({ signal, found }) {
      const { file, store } = newNotebook(setting, 'lesion');
      const words = ['run', file, '--runs', store];
      const ours = await reslabJson(setting, [...words, '--engine', 'tensorflow'], { signal });
      expectEnding(ours, 'finished');
      const engine = ours.events.find(({ event }) => event === 'engine');
      const end = ours.events.find(({ event }) => event === 'end');
      const test = end?.['test'] as { accuracy?: number } | null | undefined;
      found({
        name: 'training',
        // Chance is 0.1.
        ok: (test?.accuracy ?? 0) > 0.25,
        text: `on ${String(engine?.['device'])}, test accuracy ${((test?.accuracy ?? 0) * 100).toFixed(1)} %`,
        values: { device: engine?.['device'], accuracy: test?.accuracy ?? null },
      });
      const again = [...words, '--cell', 'one block', '--engine', 'cpu'];
      const plain = await reslabJson(setting, again, { signal });
      expectEnding(plain, 'finished');
      const difference = largestDifference(lossesOf(ours.events), lossesOf(plain.events));
      found({
        name: 'lesion',
        ok: difference < 1e-3,
        text: `${lossesOf(ours.events).length} rows; losses differ by ${difference.toExponential(1)} of themselves`,
        values: { relativeDifference: difference },
      });
    },
  };
}

function lossesOf(events: readonly Event[]): readonly number[] {
  return events
    .filter(({ event }) => event === 'result')
    .map(({ row }) => (row as { loss: number }).loss);
}

/** Relative; infinite where there are not as many. */
export function largestDifference(a: readonly number[], b: readonly number[]): number {
  if (a.length === 0 || a.length !== b.length) return Infinity;
  const differences = a.map((x, i) => Math.abs(x - (b[i] ?? NaN)) / Math.abs(b[i] ?? NaN));
  return differences.some(Number.isNaN) ? Infinity : Math.max(...differences);
}
