import '@vscode/codicons/dist/codicon.css';
import '../../../webview/base/styles/base.css';
import { FakeSource } from './fakeSource.ts';
import { exported, markedLines } from './states.ts';
import { runViews } from './runs.ts';
import { views } from './views.ts';

const source = new FakeSource();
const view = new URLSearchParams(location.search).get('view') ?? 'train';
const root = document.querySelector('main');
if (root === null) throw new Error('the page has no main');
({ ...views, ...runViews })[view]?.(root, source);

/** What tests reach from outside. */
const harness = { source, exported, markedLines };
Object.assign(globalThis, { harness });

declare global {
  var harness: {
    source: FakeSource;
    exported: { name: string; content: string | Uint8Array }[];
    markedLines: (number | null)[];
  };
}
