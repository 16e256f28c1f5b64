import type { CurveAxis, CurvesData, RunView } from '../../../../src/protocol/index.ts';
import { formatPoints, formatShare, namesOf } from '../../../../src/base/index.ts';
import { placeText } from '../../../charts/curves/timeAxis.ts';
import { valueAt } from '../../../charts/curves/difference.ts';

/** The run's cell, with what tells it from the others where they have the same. */
export function runName(run: RunView, runs: readonly RunView[]): string {
  return namesOf(runs).get(run.id) ?? run.cell;
}

/** Who has the best accuracy where all have one, and by how much. */
export function comparisonSentence(
  data: CurvesData,
  line: number,
  names: ReadonlyMap<string, { readonly name: string }>,
  axis: CurveAxis,
): string {
  const runs = data.groups.flatMap(g => g.runs);
  const ends = runs.map(r => r.lines[line]?.x.at(-1) ?? -Infinity);
  const end = Math.min(...ends);
  if (runs.length < 2 || !Number.isFinite(end)) return '';
  const found = runs
    .map(r => {
      const own = r.lines[line];
      const value = own === undefined ? NaN : valueAt(own, end);
      return { name: names.get(r.run)?.name ?? r.run, value };
    })
    .filter(r => !Number.isNaN(r.value))
    .sort((a, b) => b.value - a.value);
  const [best, second] = found;
  if (best === undefined || second === undefined) return '';
  const place = `Where all have a value, at ${placeText(axis, end)},`;
  const lead = formatPoints(best.value - second.value);
  if (lead === formatPoints(0)) return `${place} the best are equal: ${formatShare(best.value)}.`;
  return `${place} ${best.name} is the most accurate: ${formatShare(best.value)}, ${lead} points over ${second.name}.`;
}
