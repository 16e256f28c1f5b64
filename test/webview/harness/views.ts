import '../../../webview/notebook/results/index.ts';
import { createSelection } from '../../../webview/base/selection.ts';
import type { RunView } from '../../../src/protocol/index.ts';
import type { ResultContext } from '../../../webview/base/context.ts';
import { card, type View } from './card.ts';
import { hostileNames } from './results.ts';
import type { FakeSource } from './fakeSource.ts';
import { exported, resultContext, runView } from './states.ts';

export const views: Readonly<Record<string, View>> = {
  'compare-hostile': (root, source) =>
    compareRuns(
      root,
      source,
      hostileNames.map((cell, i) => runView(`plain#${i}`, i, { cell })),
    ),
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
