import '@vscode/codicons/dist/codicon.css';
import '../base/styles/base.css';
import './notebook.css';
import './results/index.ts';
import { NotebookApp } from './app.ts';
import { NotebookElement } from './shell/notebookElement.ts';

const nonce = document.querySelector<HTMLScriptElement>('script[nonce]')?.nonce ?? '';
// Lit gives it to the style elements that it makes.
(window as unknown as { litNonce: string }).litNonce = nonce;

const app = new NotebookApp(acquireVsCodeApi(), nonce);
const notebook = new NotebookElement();
notebook.app = app;
document.body.append(notebook);
app.start();
