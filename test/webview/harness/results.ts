import '../../../webview/results/result.ts';
import type { BlockSelection } from '../../../webview/base/context.ts';
import { createSelection } from '../../../webview/base/selection.ts';
import { KeptChoices } from '../../../webview/results/choices.ts';
import type { RunView } from '../../../src/protocol/index.ts';
import { card, type View } from './card.ts';
import type { FakeSource } from './fakeSource.ts';
import { exported, runView, running } from './states.ts';

export interface ShownCell {
  readonly kind: string;
  readonly name: string;
  readonly runs?: readonly RunView[];
  readonly studied?: readonly RunView[];
}

const kept = new KeptChoices();

/** The result of a cell as the notebook shows it. */
export function showCell(
  root: HTMLElement,
  source: FakeSource,
  { kind, name, runs = [], studied = [] }: ShownCell,
  selection: BlockSelection = createSelection(),
): void {
  source.cells.set(name, { kind, name, runs, studied });
  const element = document.createElement('reslab-result');
  element.isExpected = runs.length > 0;
  element.shown = {
    of: { cell: name },
    runs: [],
    source,
    selection,
    exportFile: (file, content) => exported.push({ name: file, content }),
    kept,
    name,
  };
  card(root).append(element);
}

export const hostileNames = [
  '<img src=x onerror="document.body.remove()">',
  '\u202Eevil\u202C <script>alert(1)</script>',
  'long'.repeat(200),
];

/** Trainings and comparisons, as their cells show them. */
export const resultViews: Readonly<Record<string, View>> = {
  train: (root, source) => {
    source.known.set('base', 412);
    const runs = [runView('base', 0, { life: running, step: 412 })];
    showCell(root, source, { kind: 'train', name: 'base', runs });
  },
  'train-plain': (root, source) =>
    showCell(root, source, { kind: 'train', name: 'plain', runs: [runView('plain', 2)] }),
  'train-failed': (root, source) =>
    showCell(root, source, { kind: 'train', name: 'no-norm', runs: [runView('no-norm', 4)] }),
  'train-seeds': (root, source) => {
    const runs = ['deep', 'plain', 'base'].map((id, i) =>
      runView(id, 1, { cell: 'deep', digest: 'deep', variant: { seed: i + 1 } }),
    );
    showCell(root, source, { kind: 'train', name: 'deep', runs });
  },
  'train-queued': (root, source) => {
    source.known.set('base', -1);
    const life = { state: 'queued' as const, ahead: 1 };
    const runs = [runView('base', 0, { life, step: 0 })];
    showCell(root, source, { kind: 'train', name: 'base', runs });
  },
  'train-never': (root, source) => showCell(root, source, { kind: 'train', name: 'base' }),
  'train-hostile': (root, source) => {
    const runs = hostileNames.map((cell, i) => runView(`plain#${i}`, i, { cell, digest: cell }));
    showCell(root, source, { kind: 'train', name: hostileNames.join(' '), runs });
    const life = { state: 'starting' as const, phase: hostileNames[0] ?? '' };
    const none = [runView('nothing', 0, { life })];
    showCell(root, source, { kind: 'train', name: hostileNames[0] ?? '', runs: none });
  },
  'compare-hostile': (root, source) =>
    compared(
      root,
      source,
      hostileNames.map((cell, i) => runView(`plain#${i}`, i, { cell })),
    ),
  'compare-none': (root, source) => compared(root, source, []),
  'compare-one': (root, source) => compared(root, source, [runView('base', 0)]),
  compare: (root, source) =>
    compared(
      root,
      source,
      ['base', 'deep'].map((id, i) => runView(id, i)),
    ),
  'compare-four': (root, source) =>
    compared(
      root,
      source,
      // Other runs of these recipes, of which no study was measured.
      ['base', 'deep', 'plain', 'projection'].map((id, i) => runView(`${id}#2`, i)),
    ),
  'compare-fifty': (root, source) => compared(root, source, fiftyRuns()),
};

export const fiftyRuns = () =>
  Array.from({ length: 50 }, (_, i) => {
    const id = `${i % 2 === 0 ? 'plain' : 'deep'}#${i}`;
    return runView(id, i, { digest: id, variant: { seed: i } });
  });

function compared(root: HTMLElement, source: FakeSource, studied: readonly RunView[]): void {
  showCell(root, source, { kind: 'compare', name: 'grown or deep', studied });
}
