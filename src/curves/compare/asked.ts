import type { RunGroup } from '../groups.ts';

/** What was asked differently: a key, and what each group has, in their order; a dash where it has none. */
export interface AskedDifference {
  readonly key: string;
  readonly texts: readonly string[];
}

export interface AskedDifferences {
  readonly differences: readonly AskedDifference[];
  /** Keys that are alike in all, few enough to be read. */
  readonly same: readonly string[];
}

/** Of a group with a seed of each run it is no difference. */
const ofRuns = 'seed';

const none = '–';

/** Where what was asked of groups differs. Keys of one head are one row where the groups have not the same keys of it. */
export function askedDifferences(groups: readonly RunGroup[]): AskedDifferences {
  const asked = groups.map(({ runs }) => withoutSeeds(runs[0]?.asked ?? new Map(), runs.length));
  const heads = [...new Set(asked.flatMap(each => [...each.keys()].map(headOf)))];
  const differences: AskedDifference[] = [];
  const same: string[] = [];
  for (const head of heads) {
    const paths = [...new Set(asked.flatMap(each => [...each.keys()]))].filter(
      path => headOf(path) === head,
    );
    const differing = paths.filter(path => new Set(asked.map(each => each.get(path))).size > 1);
    const alike = paths.filter(path => !differing.includes(path));
    if (differing.length === 0) {
      same.push(head);
      continue;
    }
    const isOneShape = differing.every(path => asked.every(each => each.has(path)));
    if (isOneShape || differing.length === 1) {
      for (const key of differing)
        differences.push({ key, texts: asked.map(each => each.get(key) ?? none) });
      same.push(...alike);
    } else
      differences.push({ key: head, texts: asked.map(each => wholeText(each, head, differing)) });
  }
  return { differences, same: briefly(same) };
}

function withoutSeeds(
  asked: ReadonlyMap<string, string>,
  runs: number,
): ReadonlyMap<string, string> {
  return runs > 1 ? new Map([...asked].filter(([path]) => path !== ofRuns)) : asked;
}

const headOf = (path: string): string => path.split('.')[0] ?? path;

/** `cosine 0.1 to 0.001`: all that one group has of a head. */
function wholeText(
  asked: ReadonlyMap<string, string>,
  head: string,
  paths: readonly string[],
): string {
  const parts = paths.flatMap(path => {
    const text = asked.get(path);
    if (text === undefined) return [];
    return [path === head ? text : `${path.slice(head.length + 1)} ${text}`];
  });
  return parts.join(', ') || none;
}

const mostNames = 12;

function briefly(names: readonly string[]): string[] {
  const left = names.length - mostNames;
  return left <= 1 ? [...names] : [...names.slice(0, mostNames), `and ${left} more`];
}
