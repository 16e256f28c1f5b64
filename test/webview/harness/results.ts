import '../../../webview/results/result.ts';
import { KeptChoices } from '../../../webview/results/choices.ts';
import { createSelection } from '../../../webview/base/selection.ts';
import type { RunView } from '../../../src/protocol/index.ts';
import type { FakeSource } from './fakeSource.ts';
import { exported, runView, running } from './states.ts';
import { card, type View } from './card.ts';

interface Runs {
  readonly runs?: readonly RunView[];
  readonly studied?: readonly RunView[];
}

const selection = createSelection();
const kept = new KeptChoices();
Object.assign(globalThis, { selection });

/** The result of a cell as the notebook shows it. */
export function showCell(
  root: HTMLElement,
  source: FakeSource,
  kind: string,
  name: string,
  { runs = [], studied = [] }: Runs,
): void {
  source.cells.set(name, { kind, name, state: { runs, studied } });
  const element = document.createElement('reslab-result');
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

export const resultViews: Readonly<Record<string, View>> = {
  'new-train': (root, source) => {
    source.known.set('base', 412);
    const runs = [runView('base', 0, { life: running, step: 412 })];
    showCell(root, source, 'train', 'base', { runs });
  },
  'new-train-seeds': (root, source) => {
    const runs = ['deep', 'plain', 'base'].map((id, i) =>
      runView(id, 1, { cell: 'deep', digest: 'deep', variant: { seed: i + 1 } }),
    );
    showCell(root, source, 'train', 'deep', { runs });
  },
  'new-lesion': (root, source) => {
    showCell(root, source, 'lesion', 'remove one block', { runs: [runView('lesion-deep', 1)] });
  },
  'new-norms': (root, source) => {
    source.known.set('base', 412);
    const studied = [runView('base', 0, { life: running, step: 412 })];
    showCell(root, source, 'norms', 'residuals by depth', { studied });
  },
};
