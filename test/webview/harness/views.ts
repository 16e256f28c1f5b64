import '../../../webview/notebook/results/index.ts';
import { createSelection } from '../../../webview/base/selection.ts';
import type { RunView } from '../../../src/protocol/index.ts';
import type { ResultContext } from '../../../webview/base/context.ts';
import { card, type View } from './card.ts';
import type { FakeSource } from './fakeSource.ts';
import { exported, resultContext, runView, running } from './states.ts';

export const views: Readonly<Record<string, View>> = {
  train: (root, source) => {
    source.known.set('base', 412);
    const runs = [runView('base', 0, { life: running, step: 412 })];
    result(root, 'reslab-train-result', resultContext(source, 'train', 'base', { runs }));
  },
  'train-plain': (root, source) => {
    const runs = [runView('plain', 2)];
    result(root, 'reslab-train-result', resultContext(source, 'train', 'plain', { runs }));
  },
  'train-failed': (root, source) => {
    const runs = [runView('no-norm', 4)];
    result(root, 'reslab-train-result', resultContext(source, 'train', 'no-norm', { runs }));
  },
  'train-seeds': (root, source) => {
    const runs = ['deep', 'plain', 'base'].map((id, i) =>
      runView(id, 1, { variant: { seed: i + 1 } }),
    );
    result(root, 'reslab-train-result', resultContext(source, 'train', 'deep', { runs }));
  },
  'train-queued': (root, source) => {
    source.known.set('base', -1);
    const life = { state: 'queued' as const, ahead: 1 };
    const runs = [runView('base', 0, { life, step: 0 })];
    result(root, 'reslab-train-result', resultContext(source, 'train', 'base', { runs }));
  },
  'train-never': (root, source) => {
    const more = { status: { status: 'never' as const }, prospect: '600 steps on CIFAR-10.' };
    result(root, 'reslab-train-result', resultContext(source, 'train', 'base', more));
  },
  hostile: (root, source) => {
    const image = '<img src=x onerror="document.body.remove()">';
    const names = [image, '\u202Eevil\u202C <script>alert(1)</script>', 'long'.repeat(200)];
    const runs = names.map((cell, i) => runView(`plain#${i}`, i, { cell }));
    const context = resultContext(source, 'train', names.join(' '), { runs });
    result(root, 'reslab-train-result', context);
    compareRuns(root, source, runs);
    const life = { state: 'starting' as const, phase: image };
    const none = [runView('nothing', 0, { life })];
    result(root, 'reslab-train-result', resultContext(source, 'train', image, { runs: none }));
  },
  'compare-cell': (root, source) => {
    const studied = ['base', 'deep'].map((id, i) => runView(id, i, { lesion: `lesion-${id}` }));
    const context = resultContext(source, 'compare', 'grown or deep', { studied });
    result(root, 'reslab-compare-result', context);
  },
  'compare-none': (root, source) => {
    const context = resultContext(source, 'compare', 'grown or deep', { studied: [] });
    result(root, 'reslab-compare-result', context);
  },
  compare: (root, source) => compare(root, source, ['base', 'deep']),
  'compare-four': (root, source) => compare(root, source, ['base', 'deep', 'plain', 'projection']),
  'compare-fifty': (root, source) => {
    const ids = Array.from({ length: 50 }, (_, i) => `${i % 2 === 0 ? 'plain' : 'deep'}#${i}`);
    compare(root, source, ids);
  },
};

function compare(root: HTMLElement, source: FakeSource, ids: readonly string[]): void {
  compareRuns(
    root,
    source,
    ids.map((id, i) => runView(id, i, { variant: { seed: i } })),
  );
}

function compareRuns(root: HTMLElement, source: FakeSource, runs: readonly RunView[]): void {
  const context = {
    source,
    selection: createSelection(),
    runs,
    exportFile: (name: string, content: string | Uint8Array) => exported.push({ name, content }),
  };
  const element = document.createElement('reslab-comparison');
  element.context = context;
  card(root).append(element);
}

export function result(root: HTMLElement, tag: string, context: ResultContext): void {
  const element = document.createElement(tag) as HTMLElement & { context: ResultContext };
  element.context = context;
  card(root).append(element);
}
