import { html, nothing, type TemplateResult } from 'lit';
import { namesOf } from '../../src/base/index.ts';
import type { DifferencesData, RunView } from '../../src/protocol/index.ts';
import { swatch } from '../base/swatch.ts';
import { briefly } from '../base/briefly.ts';

/**
 * What was asked differently: per key each distinct value once, with the samples of the runs that
 * have it. It stays readable from 2 to 50 runs, where a column per run does not.
 */
export function differencesTable(data: DifferencesData, runs: readonly RunView[]): TemplateResult {
  const byId = new Map(runs.map(run => [run.id, run]));
  const names = namesOf(runs);
  return html`
    ${
      data.rows.length === 0
        ? html`<p class="say">Nothing differs in what was asked.</p>`
        : html`<table class="diffs">
            <tbody>
              ${data.rows.map(
                row =>
                  html`<tr>
                    <th scope="row">${row.path}</th>
                    <td>
                      ${row.values.map(
                        value =>
                          html`<div class="val">
                            <span class="num">${value.text}</span>
                            ${samples(
                              value.runs.flatMap(id => byId.get(id) ?? []),
                              names,
                            )}
                          </div>`,
                      )}
                    </td>
                  </tr>`,
              )}
            </tbody>
          </table>`
    }
    ${data.same.length === 0 ? nothing : html`<p class="say q same">${sameSentence(briefly(data), runs.length)}</p>`}
  `;
}

/** More samples than this are a number. */
const mostSamples = 6;

function samples(runs: readonly RunView[], called: ReadonlyMap<string, string>): TemplateResult {
  const names = runs.map(run => called.get(run.id) ?? run.cell).join(', ');
  const slots = [...new Set(runs.map(run => run.slot))];
  const left = slots.length > mostSamples ? slots.length - mostSamples + 1 : 0;
  return html`<span class="sw" title=${names}>
    ${slots.slice(0, slots.length - left).map(slot => swatch(slot, 'line', true))}
    ${left > 0 ? html`<span class="q">+${left}</span>` : nothing}
    <span class="sr">${names}</span>
  </span>`;
}

export function sameSentence(same: readonly string[], runs: number): string {
  const words = ['', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'];
  const all = runs === 2 ? 'both' : `all ${words[runs] ?? runs}`;
  return `Same in ${all}: ${same.join(', ')}.`;
}
