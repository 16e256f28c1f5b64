import type { DifferencesData, DifferencesQuery } from '../../../protocol/index.ts';
import { askedOf, type Asked, type RunSource } from '../../../results/index.ts';

/** Where what was asked of runs differs; a run that is not there is left out. */
export function differencesData(
  { runs }: DifferencesQuery,
  find: (id: string) => RunSource,
): DifferencesData {
  const asked = runs.flatMap(id => {
    const run = find(id).run;
    return run === null ? [] : [{ id, asked: withKind(run.request.kind, askedOf(run.request)) }];
  });
  const paths = new Set(asked.flatMap(each => [...each.asked.keys()]));
  const rows: DifferencesData['rows'][number][] = [];
  const same: string[] = [];
  for (const path of paths) {
    const values = new Map<string, string[]>();
    for (const each of asked) {
      const text = each.asked.get(path) ?? '–';
      values.set(text, [...(values.get(text) ?? []), each.id]);
    }
    if (values.size === 1) same.push(path);
    else rows.push({ path, values: [...values].map(([text, ids]) => ({ text, runs: ids })) });
  }
  return { kind: 'differences', rows, same };
}

function withKind(kind: string, asked: Asked): Asked {
  return new Map([['kind', kind], ...asked]);
}
