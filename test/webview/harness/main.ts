import '@vscode/codicons/dist/codicon.css';
import '../../../webview/base/styles/base.css';
import { FakeSource } from './fakeSource.ts';
import { exported, markedLines } from './states.ts';
import { resultViews } from './results.ts';
import { runViews } from './runs.ts';

const root = document.querySelector('main');
if (root === null) throw new Error('the page has no main');
// Several views below each other are separated by a plus; each has a source of its own.
const names = (new URLSearchParams(location.search).get('view') ?? 'train').split(' ');
const sources = names.map(name => {
  const source = new FakeSource();
  ({ ...resultViews, ...runViews })[name]?.(root, source);
  return source;
});

/** What tests reach from outside. */
const harness = { source: sources[0] ?? new FakeSource(), exported, markedLines };
Object.assign(globalThis, { harness });

declare global {
  var harness: {
    source: FakeSource;
    exported: { name: string; content: string | Uint8Array }[];
    markedLines: (number | null)[];
  };
}
