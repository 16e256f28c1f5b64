import '@vscode/codicons/dist/codicon.css';
import '../../../../webview/base/styles/base.css';
import '../../../../webview/notebook/results/network.ts';
import { createSelection } from '../../../../webview/base/selection.ts';
import type { BlockSelection, ResultContext } from '../../../../webview/base/context.ts';
import { FakeSource } from '../../harness/fakeSource.ts';
import { exported, markedLines, resultContext, runView, running } from '../../harness/states.ts';
import { showCell, type ShownCell } from '../../harness/results.ts';
import { card } from '../../harness/card.ts';

type Show = (tag: string, context: ResultContext) => void;

const source = new FakeSource();
const selection = createSelection();

const views: Readonly<Record<string, (show: Show) => void>> = {
  network: show => show('reslab-network-result', resultContext(source, 'network', 'shallow')),
  'network-plain': show => show('reslab-network-result', resultContext(source, 'network', 'plain')),
  'network-122': show =>
    show('reslab-network-result', resultContext(source, 'network', 'resnet-122')),
  'network-1004': show =>
    show('reslab-network-result', resultContext(source, 'network', 'resnet-1004')),
};

const cells: Readonly<Record<string, () => ShownCell>> = {
  norms: () => {
    source.known.set('base', 412);
    const studied = [runView('base', 0, { life: running, step: 412 })];
    return { kind: 'norms', name: 'residuals by depth', studied };
  },
  // The study of a training that recorded norms too.
  'norms-study': () => ({
    kind: 'norms',
    name: 'norms of deep',
    runs: [runView('norms of deep', 1, { kind: 'norms' })],
    studied: [runView('deep', 1)],
  }),
  'norms-seeds': () => ({
    kind: 'norms',
    name: 'two seeds',
    studied: ['base', 'deep'].map((id, i) =>
      runView(id, 0, { cell: 'base', digest: 'base', variant: { seed: i + 1 } }),
    ),
  }),
  'norms-122': () => ({ kind: 'norms', name: 'all 60 blocks', studied: [runView('r122', 0)] }),
  'norms-1004': () => ({ kind: 'norms', name: 'all 501 blocks', studied: [runView('r1004', 0)] }),
  lesion: () => ({ kind: 'lesion', name: 'remove one block', runs: [runView('lesion-deep', 1)] }),
  'lesion-seeds': () => ({
    kind: 'lesion',
    name: 'of two runs',
    runs: ['lesion-deep', 'lesion-base'].map(id => runView(id, 1)),
  }),
};

function show(tag: string, context: ResultContext): void {
  const element = document.createElement(tag) as HTMLElement & { context: ResultContext };
  element.context = context;
  card(main()).append(element);
}

function main(): HTMLElement {
  const root = document.querySelector('main');
  if (root === null) throw new Error('the page has no main');
  return root;
}

const root = main();
// Several results below each other are separated by a plus.
const names = (new URLSearchParams(location.search).get('view') ?? 'norms').split(' ');
for (const name of names) {
  views[name]?.((tag, context) => show(tag, { ...context, selection }));
  const cell = cells[name]?.();
  if (cell !== undefined) showCell(root, source, cell, selection);
}

/** What tests reach from outside. */
const blockPages = { source, exported, markedLines, selection };
Object.assign(globalThis, { blockPages });

declare global {
  var blockPages: {
    source: FakeSource;
    exported: { name: string; content: string | Uint8Array }[];
    markedLines: (number | null)[];
    selection: BlockSelection;
  };
}
