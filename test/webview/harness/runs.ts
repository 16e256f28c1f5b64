import type { RunView } from '../../../src/protocol/index.ts';
import '../../../webview/runs/comparison.ts';
import '../../../webview/runs/details.ts';
import '../../../webview/runs/styles/runs.css';
import { viewStateOf } from '../../../webview/runs/viewState.ts';
import type { FakeSource } from './fakeSource.ts';
import { exported, runView, running } from './states.ts';
import type { View } from './card.ts';

const acted: { act: string; runs: readonly string[] }[] = [];
Object.assign(globalThis, { acted });

/** Pages of the run viewer on measured runs. */
export const runViews: Readonly<Record<string, View>> = {
  'runs-none': (root, source) => details(root, source, []),
  'runs-one': (root, source) =>
    details(root, source, [
      runView('projection', 3, {
        life: { state: 'stopped' },
        checkpoints: [350],
        accuracy: 0.396,
        tags: ['to-check'],
        note: 'Wider shortcut next time',
      }),
    ]),
  'runs-four': (root, source) => {
    source.known.set('base', 412);
    const base = { life: running, step: 412, accuracy: 0.448, gpu };
    details(root, source, [
      runView('base', 0, base),
      runView('deep', 1),
      runView('plain', 2),
      runView('projection', 3),
    ]);
  },
  'runs-seeds': (root, source) =>
    details(root, source, [
      ...['deep', 'plain', 'base'].map((id, i) =>
        runView(id, i, { cell: 'small', digest: 'one', variant: { seed: i + 1 } }),
      ),
      runView('projection', 3),
    ]),
  'runs-hostile': (root, source) =>
    details(root, source, [
      runView('deep', 0, { cell: hostile, tags: [hostile], note: hostile }),
      runView('plain', 1, { cell: `${hostile} and more words than a line can hold` }),
    ]),
  'runs-many': (root, source) =>
    details(
      root,
      source,
      Array.from({ length: 12 }, (_, i) => runView(`deep#${i}`, i, { variant: { seed: i + 1 } })),
    ),
  'runs-compare': (root, source) =>
    comparison(root, source, [runView('base', 0), runView('deep', 1)]),
  'runs-compare-four': (root, source) =>
    comparison(
      root,
      source,
      // Other runs of these recipes, of which no study was measured.
      ['base', 'deep', 'plain', 'projection'].map((id, slot) => runView(`${id}#2`, slot)),
    ),
};

function comparison(root: HTMLElement, source: FakeSource, runs: readonly RunView[]): void {
  for (const run of runs) source.runs.set(run.id, run);
  document.body.dataset['page'] = 'comparison';
  root.classList.remove('notebook');
  const view = document.createElement('reslab-run-comparison');
  view.source = source;
  view.exportFile = (name, content) => exported.push({ name, content });
  for (const run of runs) source.runs.set(run.id, run);
  view.runs = runs;
  root.append(view);
}

export const hostile =
  '<img src=x onerror="document.title=`hit`"><script>document.title=1</script>';

const gpu = { memoryBytes: 13_207_024_435, utilisation: 0.87 };

function details(root: HTMLElement, source: FakeSource, runs: readonly RunView[]): void {
  for (const run of runs) source.runs.set(run.id, run);
  document.body.dataset['page'] = 'details';
  root.classList.remove('notebook');
  const view = document.createElement('reslab-run-details');
  view.source = source;
  view.isTrusted = true;
  view.view = viewStateOf(undefined);
  [view.runs, view.selected] = [runs, runs.length];
  const act = (name: string, of: readonly RunView[]) =>
    acted.push({ act: name, runs: of.map(({ id }) => id) });
  view.host = {
    act,
    annotate: run => act('annotate', [run]),
    exportFile: (name, content) => exported.push({ name, content }),
  };
  root.append(view);
}
