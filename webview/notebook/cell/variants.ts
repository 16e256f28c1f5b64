import { html, nothing, type TemplateResult } from 'lit';
import { stateWord } from '../../../src/record/index.ts';
import type { CellState, RunView } from '../../../src/protocol/index.ts';
import { labelAmong } from '../../base/names.ts';
import { formatShare } from '../../../src/base/index.ts';

/** More of them are a number; all are in the list of runs. */
const most = 8;

/** Runs of the recipe as it is, of variants that the cell does not ask for: a line that names them. */
export function variantsTemplate(
  state: CellState | undefined,
  show: (run: string) => void,
): TemplateResult | typeof nothing {
  const { runs = [], variants = [] } = state ?? {};
  if (variants.length === 0) return nothing;
  const all = [...runs, ...variants];
  const left = variants.length - most;
  return html`<p class="say q variants">
    Other variants:
    ${variants.slice(0, most).map(
      (run, i) =>
        html`${i === 0 ? '' : ' · '}<a
            href="#"
            title="Show in the list of runs"
            @click=${(event: Event) => {
              event.preventDefault();
              show(run.id);
            }}
            >${labelAmong(run, all)}</a
          >${standing(run)}`,
    )}${left > 0 ? ` and ${left} more in the list of runs` : ''}.
  </p>`;
}

/** How it stands, where that is not plain: a result, else its state. */
function standing({ accuracy, life }: RunView): string {
  if (life.state === 'finished') return accuracy === null ? '' : ` ${formatShare(accuracy)}`;
  return ` ${stateWord({ life })}`;
}
