import { html, type TemplateResult } from 'lit';
import { formatBytes, namesOf } from '../../src/base/index.ts';
import type { RunView } from '../../src/protocol/index.ts';
import { swatch } from '../base/swatch.ts';

/** Runs whose GPU was looked at while they went on. */
export function withGpu(runs: readonly RunView[]): RunView[] {
  return runs.filter(
    ({ gpu }) => gpu !== null && (gpu.memoryBytes !== null || gpu.utilisation !== null),
  );
}

/** GPU memory and use as last recorded. */
export function gpuTable(runs: readonly RunView[]): TemplateResult {
  const names = namesOf(runs);
  return html`<table class="runs gpu">
    <thead>
      <tr>
        <th scope="col"><span class="sr">line</span></th>
        <th scope="col">run</th>
        <th scope="col" class="r">memory</th>
        <th scope="col" class="r">use</th>
      </tr>
    </thead>
    <tbody>
      ${withGpu(runs).map(
        run =>
          html`<tr>
            <td class="line">${swatch(run.slot)}</td>
            <td class="name">${names.get(run.id)}</td>
            <td class="r num">${memory(run.gpu?.memoryBytes)}</td>
            <td class="r num">${use(run.gpu?.utilisation)}</td>
          </tr>`,
      )}
    </tbody>
  </table>`;
}

function memory(bytes: number | null | undefined): string {
  return bytes === null || bytes === undefined ? '' : formatBytes(bytes);
}

/** A share from 0 to 1. */
function use(share: number | null | undefined): string {
  return share === null || share === undefined ? '' : `${Math.round(100 * share)} %`;
}
