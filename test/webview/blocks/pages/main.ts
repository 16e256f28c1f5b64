import '@vscode/codicons/dist/codicon.css';
import '../../../../webview/base/styles/base.css';
import '../../../../webview/notebook/results/lesion.ts';
import '../../../../webview/notebook/results/network.ts';
import '../../../../webview/notebook/results/norms.ts';
import { createSelection } from '../../../../webview/base/selection.ts';
import type { BlockSelection, ResultContext } from '../../../../webview/base/context.ts';
import { FakeSource } from '../../harness/fakeSource.ts';
import { exported, markedLines, resultContext, runView, running } from '../../harness/states.ts';
import { result } from '../../harness/views.ts';
import { withNormsStudies } from './normsStudy.ts';

type Show = (tag: string, context: ResultContext) => void;

const source = new FakeSource();
const selection = createSelection();

const views: Readonly<Record<string, (show: Show) => void>> = {
  norms: show => {
    source.known.set('base', 412);
    const runs = [runView('base', 0, { life: running, step: 412 })];
    show('reslab-norms-result', resultContext(source, 'norms', 'residuals by depth', { runs }));
  },
  // The study of a training that recorded norms too.
  'norms-study': show => {
    const runs = [runView('norms of deep', 1, { kind: 'norms' }), runView('deep', 1)];
    const studied = withNormsStudies(source);
    show('reslab-norms-result', resultContext(studied, 'norms', 'norms of deep', { runs }));
  },
  'norms-seeds': show => {
    const runs = [runView('base', 0), runView('deep', 0, { variant: { seed: 2 } })];
    show('reslab-norms-result', resultContext(source, 'norms', 'two seeds', { runs }));
  },
  'lesion-seeds': show => {
    const runs = ['lesion-deep', 'lesion-base'].map(id => runView(id, 1));
    show('reslab-lesion-result', resultContext(source, 'lesion', 'of two runs', { runs }));
  },
  lesion: show => {
    const runs = [runView('lesion-deep', 1)];
    show('reslab-lesion-result', resultContext(source, 'lesion', 'remove one block', { runs }));
  },
  network: show => show('reslab-network-result', resultContext(source, 'network', 'shallow')),
  'network-122': show =>
    show('reslab-network-result', resultContext(source, 'network', 'resnet-122')),
  'network-1004': show =>
    show('reslab-network-result', resultContext(source, 'network', 'resnet-1004')),
  'norms-122': show => {
    const runs = [runView('r122', 0)];
    show('reslab-norms-result', resultContext(source, 'norms', 'all 60 blocks', { runs }));
  },
  'norms-1004': show => {
    const runs = [runView('r1004', 0)];
    show('reslab-norms-result', resultContext(source, 'norms', 'all 501 blocks', { runs }));
  },
};

const root = document.querySelector('main');
if (root === null) throw new Error('the page has no main');
// Several results below each other are separated by a plus.
const names = (new URLSearchParams(location.search).get('view') ?? 'norms').split(' ');
for (const name of names)
  views[name]?.((tag, context) => result(root, tag, { ...context, selection }));

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
