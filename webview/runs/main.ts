import '@vscode/codicons/dist/codicon.css';
import '../base/styles/base.css';
import './styles/runs.css';
import { copyByHost } from '../base/clipboard.ts';
import type { Port } from '../../src/protocol/index.ts';
import './comparison.ts';
import './details.ts';
import type { DetailsHost } from './details.ts';
import { createLink } from './link.ts';
import { keptOf, viewStateOf } from './viewState.ts';

interface EditorApi {
  postMessage(message: unknown): void;
  getState(): unknown;
  setState(state: unknown): void;
}
declare const acquireVsCodeApi: () => EditorApi;

const editor = acquireVsCodeApi();

const port: Port = {
  post: message => editor.postMessage(message),
  listen: onMessage => {
    const listener = (event: MessageEvent) => onMessage(event.data);
    addEventListener('message', listener);
    return () => removeEventListener('message', listener);
  },
};

const isComparison = document.body.dataset['page'] === 'comparison';
const details = document.createElement('reslab-run-details');
const comparison = document.createElement('reslab-run-comparison');
const { asker, source, ready } = createLink(port, news => {
  if (news.news === 'settings') details.isTrusted = news.trusted;
  else {
    [details.runs, details.selected] = [news.runs, news.selected];
    comparison.runs = news.runs;
    // So that the editor shows them again after the window was reloaded.
    if (isComparison) editor.setState({ compared: news.runs.map(run => run.id) });
  }
});
// What went wrong is told by the host.
const asked = (question: Promise<unknown>) => void question.catch(() => undefined);
const host: DetailsHost = {
  act: (action, runs) => asked(asker.ask('act', { action, runs: runs.map(({ id }) => id) })),
  annotate: (run, tags, note) => asked(asker.ask('annotate', { run: run.id, tags, note })),
  exportFile: (name, content) => asked(asker.ask('export', { name, content })),
};
copyByHost(text => asker.ask('copy', { text }));
if (isComparison) {
  Object.assign(comparison, { source, exportFile: host.exportFile });
  document.body.append(comparison);
} else {
  Object.assign(details, { source, host, view: viewStateOf(editor.getState()) });
  details.addEventListener('keep', () => editor.setState(keptOf(details.view)));
  document.body.append(details);
}
ready();
