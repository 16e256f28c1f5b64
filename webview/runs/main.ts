import '@vscode/codicons/dist/codicon.css';
import '../base/styles/base.css';
import './styles/runs.css';
import type { Port } from '../../src/protocol/index.ts';
import './details.ts';
import type { DetailsHost } from './details.ts';
import { createLink } from './link.ts';
import { viewStateOf } from './viewState.ts';

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

const view = document.createElement('reslab-run-details');
const { asker, source, ready } = createLink(port, news => {
  if (news.news === 'settings') view.isTrusted = news.trusted;
  else [view.runs, view.selected] = [news.runs, news.selected];
});
// What went wrong is told by the host.
const asked = (question: Promise<unknown>) => void question.catch(() => undefined);
const host: DetailsHost = {
  act: (action, runs) => asked(asker.ask('act', { action, runs: runs.map(({ id }) => id) })),
  fork: run => asked(asker.ask('fork', { run: run.id, step: null })),
  annotate: (run, tags, note) => asked(asker.ask('annotate', { run: run.id, tags, note })),
  exportFile: (name, content) => asked(asker.ask('export', { name, content })),
};
view.source = source;
view.host = host;
view.view = viewStateOf(editor.getState());
view.addEventListener('keep', event => editor.setState((event as CustomEvent).detail));
document.body.append(view);
ready();
