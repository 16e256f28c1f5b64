import '@vscode/codicons/dist/codicon.css';
import '../../../webview/base/styles/base.css';
import '../../../webview/figures/figure.ts';
import { copyByHost } from '../../../webview/base/clipboard.ts';
import { createSelection } from '../../../webview/base/selection.ts';
import { PanelGroup } from '../../../webview/figures/group.ts';
import { figures } from './figures.ts';

const root = document.querySelector('main');
if (root === null) throw new Error('the page has no main');
const names = (new URLSearchParams(location.search).get('view') ?? '').split(' ');

const exported: { name: string; content: string | Uint8Array }[] = [];
const selection = createSelection();
const group = new PanelGroup();
const steps: unknown[] = [];
const scales: unknown[] = [];
root.addEventListener('step', event => steps.push((event as CustomEvent).detail));
root.addEventListener('scale', event => scales.push((event as CustomEvent).detail));

for (const name of names) {
  const shown = figures[name];
  if (shown === undefined) continue;
  const element = document.createElement('reslab-figure');
  element.figure = shown.figure;
  element.tables = shown.tables;
  element.selection = selection;
  if (shown.figure.group !== null) element.group = group;
  element.frame = 20;
  element.exportFile = (file, content) => exported.push({ name: file, content });
  root.append(element);
}

const copied: string[] = [];

/** What tests reach from outside. */
const figurePage = {
  copied,
  /** As in the editor, which takes text from the page. */
  setHost: () => copyByHost(text => Promise.resolve(copied.push(text))),
  exported,
  selection,
  group,
  steps,
  scales,
};
Object.assign(globalThis, { figurePage });

declare global {
  var figurePage: {
    copied: string[];
    setHost: () => void;
    exported: { name: string; content: string | Uint8Array }[];
    selection: typeof selection;
    group: PanelGroup;
    steps: unknown[];
    scales: unknown[];
  };
}
