import { expect, it } from 'vitest';
import { namesOf } from '../../../src/base/index.ts';
import type { RunView } from '../../../src/protocol/index.ts';
import { buttonsOf } from '../../../webview/runs/actions.ts';
import { briefly } from '../../../webview/base/briefly.ts';
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
    { life: { state: 'queued', ahead: 1 }, accuracy: null, variant: { seed: 2 } },
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
  [
    { life: { state: 'queued', ahead: 2 }, checkpoints: [] },
    'Take from queue',
    ['Run next', 'Open cell', 'Reveal', 'Show log'],
  ],
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

it('calls runs by what tells them apart: seed, time, end of the id', () => {
  const at = (hour: number) => new Date(2026, 10, 21, hour, 4).toISOString();
  const runs = [
    runView({ id: 'x-0001', cell: 'deep' }),
    runView({ id: 'x-0002', created: at(9) }),
    runView({ id: 'x-0003', created: at(10) }),
    runView({ id: 'x-0004', variant: { seed: 2 }, created: at(10) }),
    runView({ id: 'x-0005', cell: 'plain', created: at(10) }),
    runView({ id: 'x-0006', cell: 'plain', created: at(10) }),
  ];
  expect([...namesOf(runs).values()]).toEqual([
    'deep',
    'base, seed 1, 09:04',
    'base, seed 1, 10:04',
    'base, seed 2',
    'plain, 0005',
    'plain, 0006',
  ]);
});

it('calls runs of cells of one name by their notebooks, and by the folders of those', () => {
  const runs = [
    runView({ id: 'x-0001', notebookFolder: '/lab/one' }),
    runView({ id: 'x-0002', notebookFolder: '/lab/two' }),
    runView({ id: 'x-0003', notebookFolder: '/lab/two', variant: { seed: 2 } }),
    runView({ id: 'x-0004', notebookFolder: '/lab/two', notebook: 'depth.resnet.yaml' }),
  ];
  expect([...namesOf(runs).values()]).toEqual([
    'base, residuals, one',
    'base, residuals, two, seed 1',
    'base, residuals, two, seed 2',
    'base, depth',
  ]);
});

it('names what is the same by its group, unless a part of it differs', () => {
  const rows = [{ path: 'rate.cosine', values: [] }];
  const same = ['data.set', 'data.format', 'rate.warmup', 'seed'];
  expect(briefly({ same, rows })).toEqual(['data', 'rate.warmup', 'seed']);
  const many = Array.from({ length: 20 }, (_, i) => `key${i}`);
  expect(briefly({ same: many, rows }).at(-1)).toBe('and 8 more');
});
