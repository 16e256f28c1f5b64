import { html, nothing, type TemplateResult } from 'lit';
import { icon } from '../../base/icon.ts';

export interface BarState {
  readonly isRunning: boolean;
  /** Name of the selected block; null: none. */
  readonly block: string | null;
  readonly engine: string;
  readonly refused: string | null;
  readonly readOnly: string | null;
}

export interface BarActions {
  readonly runAll: () => void;
  readonly stop: () => void;
  readonly add: (button: HTMLElement) => void;
  readonly outline: (button: HTMLElement) => void;
  readonly clearBlock: () => void;
  readonly help: () => void;
}

export function barTemplate(state: BarState, actions: BarActions): TemplateResult {
  const target = (act: (button: HTMLElement) => void) => (event: Event) =>
    act(event.currentTarget as HTMLElement);
  return html`<div class="bar" role="toolbar" aria-label="Notebook">
    <button
      class="tool"
      aria-label="Run all"
      title=${state.refused ?? 'Run all cells'}
      ?disabled=${state.refused !== null}
      @click=${actions.runAll}
    >
      ${icon('run-all')}<span class="label">Run all</span>
    </button>
    <button
      class="tool"
      aria-label="Stop"
      title="Stop what runs; checkpoints are kept"
      ?disabled=${!state.isRunning}
      @click=${actions.stop}
    >
      ${icon('debug-stop')}<span class="label">Stop</span>
    </button>
    <span class="sep"></span>
    <button
      class="tool"
      aria-label="Add a cell"
      aria-haspopup="menu"
      title=${state.readOnly ?? 'Add a cell below (b)'}
      ?disabled=${state.readOnly !== null}
      @click=${target(actions.add)}
    >
      ${icon('add')}<span class="label">Cell</span>
    </button>
    <button
      class="tool"
      aria-label="Outline"
      aria-haspopup="menu"
      title="Cells of this notebook"
      @click=${target(actions.outline)}
    >
      ${icon('list-tree')}<span class="label">Outline</span>
    </button>
    <span class="spring"></span>
    ${
      state.block === null
        ? nothing
        : html`<span class="chip"
            ><span class="key"></span>block <b>${state.block}</b
            ><button
              title="Clear selection (Escape)"
              aria-label="Clear selection"
              @click=${actions.clearBlock}
            >
              ${icon('close')}
            </button></span
          >`
    }
    ${state.readOnly === null ? nothing : html`<span class="where">${icon('lock')} read-only</span>`}
    <span class="where" title=${state.refused ?? nothing}
      >${state.refused === null ? state.engine : 'Restricted Mode: running is off'}</span
    >
    <button class="tool" title="Keys (h)" aria-label="Keys" @click=${actions.help}>
      ${icon('keyboard')}
    </button>
  </div>`;
}
