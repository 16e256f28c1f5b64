import { html, nothing, svg, type TemplateResult } from 'lit';
import type { KindView, NotebookCell } from '../../../src/protocol/index.ts';
import { icon } from '../../base/icon.ts';
import type { CellWords } from './cellWords.ts';

/** Length of the ring's circle. */
const round = 75.4;

export interface RailActions {
  readonly run: () => void;
  readonly stop: () => void;
  /** Null, or why nothing runs here. */
  readonly refused: string | null;
}

/** The button that runs or stops a cell, with its progress as a ring. */
export function railTemplate(
  cell: NotebookCell,
  words: CellWords,
  kind: KindView,
  { run, stop, refused }: RailActions,
): TemplateResult | typeof nothing {
  if (!kind.canRun) return nothing;
  const isLive = words.look === 'live';
  const label = isLive
    ? `Stop ${cell.name} (keeps a checkpoint)`
    : words.look === 'queued'
      ? `Take ${cell.name} out of the queue`
      : `Run ${cell.name}`;
  const glyph = isLive ? 'debug-stop' : words.look === 'queued' ? 'clock' : 'play';
  const isBlocked = glyph === 'play' && refused !== null;
  return html`<button
    class="run"
    tabindex="-1"
    title=${isBlocked ? refused : label}
    aria-label=${isBlocked ? `${label}: ${refused}` : label}
    aria-disabled=${isBlocked ? 'true' : nothing}
    @click=${glyph === 'play' ? run : stop}
  >
    ${isLive ? ring(words.progress ?? 0) : nothing}${icon(glyph)}
  </button>`;
}

function ring(progress: number): TemplateResult {
  return html`<svg class="ring" viewBox="0 0 28 28" aria-hidden="true">
    ${svg`<circle class="track" cx="14" cy="14" r="12" fill="none" stroke-width="2" />
      <circle class="arc" cx="14" cy="14" r="12" fill="none" stroke-width="2"
        stroke-dasharray=${`${(round * progress).toFixed(1)} 80`} />`}
  </svg>`;
}

/** The thread along the upper edge of the card; its width is set once it is in the page. */
export function threadTemplate(
  cell: NotebookCell,
  words: CellWords,
): TemplateResult | typeof nothing {
  if (words.look !== 'live' || words.progress === null) return nothing;
  return html`<div
    class="thread"
    role="progressbar"
    aria-label=${`Progress of ${cell.name}`}
    aria-valuenow=${Math.round(words.progress * 100)}
    aria-valuemin="0"
    aria-valuemax="100"
  >
    <i></i>
  </div>`;
}
