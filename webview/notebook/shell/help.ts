import { html, type TemplateResult } from 'lit';
import { icon } from '../../base/icon.ts';

type Keys = readonly (readonly [keys: string, does: string])[];

const commandMode: Keys = [
  ['↑ ↓ or k j', 'previous, next cell'],
  ['Enter', 'edit the cell; Escape leaves it'],
  ['Shift+Enter', 'run and go to the next'],
  ['Ctrl+Enter', 'run'],
  ['a, b', 'add a cell above, below'],
  ['d d', 'delete; z takes it back'],
  ['m, y', 'make it a note, make it code'],
  ['Alt+↑ Alt+↓', 'move'],
  ['o', 'fold the result; Shift+O the text'],
  ['h', 'this sheet'],
];

const editMode: Keys = [
  ['Escape', 'leave the text'],
  ['↑ ↓', 'at the first and last line: into the next cell'],
  ['Ctrl+Space', 'what can stand here'],
  ['Ctrl+.', 'fix what is wrong here'],
  ['Shift+Enter', 'run and go to the next'],
  ['Ctrl+Z', 'undo, as in the text editor'],
];

const figures: Keys = [
  ['Tab', 'next figure'],
  ['← →', 'previous, next block or point'],
  ['Page Up, Page Down', 'ten'],
  ['Home, End', 'first, last of the stage, then of the network'],
  ['Enter', 'select the block; Escape lets go'],
  ['t', 'show as table'],
  ['c, Shift+C', 'copy as PNG, as SVG'],
  ['e, v, Shift+E', 'export CSV, SVG, PNG'],
  ['l', 'logarithmic axis'],
  ['+ − 0', 'zoom, reset'],
  [', .', 'one recorded step back, on'],
];

/** The sheet of keys, over the notebook. */
export function helpTemplate(close: () => void): TemplateResult {
  const table = (title: string, keys: Keys) =>
    html`<section>
      <h3>${title}</h3>
      <dl class="keys">
        ${keys.map(
          ([key, does]) =>
            html`<div>
              <dt><kbd>${key}</kbd></dt>
              <dd>${does}</dd>
            </div>`,
        )}
      </dl>
    </section>`;
  return html`<div
    class="sheet"
    role="dialog"
    aria-modal="true"
    aria-label="Keys"
    tabindex="-1"
    @keydown=${(event: KeyboardEvent) => {
      event.stopPropagation();
      if (event.key !== 'Escape' && event.key !== 'h') return;
      event.preventDefault();
      close();
    }}
  >
    <header>
      <h2>Keys</h2>
      <button class="tool" title="Close (Escape)" aria-label="Close" @click=${close}>
        ${icon('close')}
      </button>
    </header>
    <div class="columns">
      ${table('Cells', commandMode)}${table('In the text', editMode)}${table('In a figure', figures)}
    </div>
  </div>`;
}
