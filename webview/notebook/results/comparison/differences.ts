import { html, nothing, type TemplateResult } from 'lit';
import type { DifferencesData, RunView } from '../../../../src/protocol/index.ts';
import { briefly } from '../../../base/briefly.ts';
import { swatch } from '../../../base/swatch.ts';

/** More runs than this have no column each. */
const mostColumns = 3;

/** What was asked of the runs, where it differs; below, what is the same in all. */
export function differencesTemplate(
  data: DifferencesData,
  runs: readonly RunView[],
  names: ReadonlyMap<string, { readonly name: string }>,
): TemplateResult {
  const body = runs.length <= mostColumns ? byRun(data, runs, names) : byValue(data, runs, names);
  return html`<div class="tablewrap" tabindex="0" role="group" aria-label="what differs">
      ${data.rows.length === 0 ? html`<p class="say">Nothing differs in what was asked.</p>` : body}
    </div>
    ${
      data.same.length > 0
        ? html`<p class="say q">Same in all: ${briefly(data).join(', ')}.</p>`
        : nothing
    }`;
}

function byRun(
  { rows }: DifferencesData,
  runs: readonly RunView[],
  names: ReadonlyMap<string, { readonly name: string }>,
): TemplateResult {
  return html`<table class="dl">
    <thead>
      <tr>
        <th scope="col"><span class="sr">what</span></th>
        ${runs.map(r => html`<th scope="col">${names.get(r.id)?.name ?? r.id}</th>`)}
      </tr>
    </thead>
    <tbody>
      ${rows.map(
        ({ path, values }) =>
          html`<tr>
            <th scope="row">${path}</th>
            ${runs.map(r => html`<td>${values.find(v => v.runs.includes(r.id))?.text ?? ''}</td>`)}
          </tr>`,
      )}
    </tbody>
  </table>`;
}

function byValue(
  { rows }: DifferencesData,
  runs: readonly RunView[],
  names: ReadonlyMap<string, { readonly name: string }>,
): TemplateResult {
  const sample = (id: string) => {
    const run = runs.find(r => r.id === id);
    const name = names.get(id)?.name ?? id;
    return html`<span title=${name}
      >${swatch(run?.slot ?? 0, 'line', true)}<span class="sr">${name}</span></span
    >`;
  };
  return html`<table class="diffs">
    <tbody>
      ${rows.map(
        ({ path, values }) =>
          html`<tr>
            <th scope="row">${path}</th>
            <td>
              ${values.map(
                v =>
                  html`<div class="val">
                    <span class="num">${v.text}</span><span class="sw">${v.runs.map(sample)}</span>
                  </div>`,
              )}
            </td>
          </tr>`,
      )}
    </tbody>
  </table>`;
}
