import { expect, it } from 'vitest';
import type { RunView } from '../../../src/protocol/index.ts';
import { buttonsOf } from '../../../webview/runs/actions.ts';
import { sameSentence } from '../../../webview/runs/differences.ts';
import { sentenceOf } from '../../../webview/runs/sentence.ts';
import { runView } from '../../host/viewer/runView.ts';

const running = { state: 'running', phase: 'training', stopping: false, secondsLeft: 67 } as const;

const sentences: [Partial<RunView>, string][] = [
  [{}, 'base finished 600 steps in 3 min 16 s. Test accuracy 57.0 %.'],
  [
    {
      cell: 'projection',
      life: { state: 'stopped' },
      step: 350,
      secondsElapsed: 68,
      accuracy: 0.396,
    },
    'projection was stopped at step 350 of 600 after 1 min 08 s. Last test accuracy 39.6 %.',
  ],
  [
    { life: running, step: 412, secondsElapsed: 120, accuracy: 0.448 },
    'base is at step 412 of 600 after 2 min 00 s, 1 min 07 s left. Last test accuracy 44.8 %.',
  ],
  [
    { life: { ...running, stopping: true }, step: 1412, accuracy: null },
    'base stops: it writes a checkpoint of step 1,412.',
  ],
  [
    { life: { state: 'queued', ahead: 1 }, accuracy: null, seed: 2 },
    'base, seed 2 waits for 1 run before it.',
  ],
  [
    {
      life: { state: 'failed', message: 'The loss is NaN', advice: 'Try a smaller rate.' },
      step: 2,
      accuracy: null,
    },
    'base failed at step 2 of 600: The loss is NaN. Try a smaller rate.',
  ],
];
it.each(sentences)('says of %o', (given, text) =>
  expect(sentenceOf(runView(given)).join('')).toBe(text),
);

const buttons: [Partial<RunView>, string, string[]][] = [
  [
    { life: { state: 'stopped' }, canResume: true, checkpoints: [350] },
    'Resume from step 350',
    ['Fork…', 'Open cell', 'Reveal', 'Delete'],
  ],
  [{ life: running }, 'Stop', ['Fork…', 'Open cell', 'Reveal', 'Show log']],
  [{}, 'Open notebook at the cell', ['Fork…', 'Reveal', 'Delete', 'Show log']],
  [
    { life: { state: 'crashed', message: 'x', advice: null }, checkpoints: [] },
    'Show log',
    ['Open cell', 'Reveal', 'Delete', 'Copy command'],
  ],
];
it.each(buttons)('offers for %o: %s', (given, primary, plain) => {
  const found = buttonsOf(runView(given));
  expect([found.primary.label, found.plain.map(b => b.label)]).toEqual([primary, plain]);
});

it('names what is the same in both, in all four, in all 12', () => {
  expect(sameSentence(['data', 'seed'], 2)).toBe('Same in both: data, seed.');
  expect(sameSentence(['data'], 4)).toBe('Same in all four: data.');
  expect(sameSentence(['data'], 12)).toBe('Same in all 12: data.');
});
