import { html, nothing, type TemplateResult } from 'lit';
import type { CellState, Query, RunView } from '../../../../src/protocol/index.ts';
import type { BlockPlace } from '../../../../src/figures/index.ts';
import { labelAmong } from '../../../base/names.ts';

/** The runs of a norms cell, and those of its training, which recorded norms too. */
export function runsOfNorms({ runs, studied }: CellState): readonly RunView[] {
  return [...runs, ...studied];
}

export type NormsSource = 'train' | 'norms';

/** The runs of the kind that is shown: of the study where there is one, unless the other was chosen. */
export function shownRuns(
  runs: readonly RunView[],
  wanted: NormsSource | null,
): readonly RunView[] {
  const studies = runs.filter(r => r.kind === 'norms');
  const trainings = runs.filter(r => r.kind === 'train');
  const [first, second] = wanted === 'train' ? [trainings, studies] : [studies, trainings];
  return first.length > 0 ? first : second;
}

export interface NormsQuestion {
  readonly runs: readonly RunView[];
  /** The run in front: its heat maps and the course of a block. */
  readonly chosen: RunView | undefined;
  readonly step: number | null;
  readonly selected: BlockPlace | null;
  /** Pixels of the figure of the course. */
  readonly width: number;
}

/** By name: each run's id, and of the run in front `residual`, `ratio` and `course`. */
export function normsQueries(question: NormsQuestion): Record<string, Query> {
  const { runs, chosen, step, selected, width } = question;
  const queries: Record<string, Query> = {};
  for (const { id, kind } of runs)
    queries[id] = kind === 'norms' ? { kind: 'study', run: id } : { kind: 'blocks', run: id, step };
  if (chosen?.kind !== 'train') return queries;
  const run = chosen.id;
  const height = Math.round(160 * devicePixelRatio);
  queries['residual'] = { kind: 'heat', run, column: 'residual', height };
  queries['ratio'] = { kind: 'heat', run, column: 'ratio', height };
  if (selected !== null) {
    const { stage, place } = selected;
    queries['course'] = { kind: 'course', run, column: 'residual', stage, place, width };
  }
  return queries;
}

/** Which of several runs and sources are shown. */
export function runChoices(
  all: readonly RunView[],
  runs: readonly RunView[],
  chosen: RunView,
  choose: { readonly source: (s: NormsSource) => void; readonly run: (id: string) => void },
): TemplateResult {
  const kinds = new Set(all.map(r => r.kind));
  const option = (words: string, isOn: boolean, act: () => void) =>
    html`<button role="radio" aria-checked=${isOn} @click=${act}>${words}</button>`;
  const group = (label: string, options: readonly TemplateResult[]) =>
    html`<div class="controls">
      <span class="seg" role="radiogroup" aria-label=${label}>${options}</span>
    </div>`;
  return html`${
    kinds.has('train') && kinds.has('norms')
      ? group('which norms', [
          option('measured by this study', chosen.kind === 'norms', () => choose.source('norms')),
          option('recorded while training', chosen.kind === 'train', () => choose.source('train')),
        ])
      : nothing
  }${
    runs.length > 1
      ? group(
          'run in front',
          runs.map(r => option(labelAmong(r, runs), r === chosen, () => choose.run(r.id))),
        )
      : nothing
  }`;
}
