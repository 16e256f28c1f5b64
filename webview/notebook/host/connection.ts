import {
  createAsker,
  isNotebookNews,
  notebookAnswers,
  tell,
  type Asker,
  type NotebookNews,
  type NotebookNotices,
  type NotebookRequests,
  type Port,
} from '../../../src/protocol/index.ts';
import type { VsCodeApi } from './vscodeApi.ts';

export interface Connection extends Asker<NotebookRequests> {
  notify(notice: NotebookNotices): void;
}

/** Connects this page with the host of the extension. */
export function connect(api: VsCodeApi, onNews: (news: NotebookNews) => void): Connection {
  const port: Port = {
    post: message => api.postMessage(message),
    listen: onMessage => {
      const listener = (event: MessageEvent<unknown>) => onMessage(event.data);
      window.addEventListener('message', listener);
      return () => window.removeEventListener('message', listener);
    },
  };
  const asker = createAsker<NotebookRequests, NotebookNews>(port, {
    answers: notebookAnswers,
    told: isNotebookNews,
    onTold: onNews,
    onInvalid: what => console.warn(`Residual Lab: dropped ${what}.`),
  });
  return { ...asker, notify: notice => tell(port, notice) };
}
