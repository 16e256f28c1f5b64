import type { Data, Query } from '../../protocol/index.ts';
import { assertNever } from '../../base/index.ts';
import { blocksData } from './answers/blocks.ts';
import { courseData } from './answers/course.ts';
import { curvesData } from './answers/curves.ts';
import { differencesData } from './answers/differences.ts';
import { heatData } from './answers/heat.ts';
import { studyData } from './answers/study.ts';
import { trainedData } from './answers/trained.ts';
import { chainOf, type FindRun, type RunSource, type TableName } from '../../results/index.ts';
import type { RunDataOptions } from './types.ts';

/** The runs that a query is answered from, those that they went on from included. */
export function sourcesOf(query: Query, find: FindRun): RunSource[] {
  const ids = idsOf(query);
  const chains = ids.flatMap(id => chainOf(find(id), find).map(part => part.source));
  return [...new Set(chains)];
}

/** The tables that have to be read for it. */
export function tablesOf(query: Query): TableName[] {
  switch (query.kind) {
    case 'curves':
      return ['metrics', 'events'];
    case 'blocks':
    case 'heat':
      return ['blocks'];
    case 'course':
      return ['metrics', 'blocks', 'events'];
    case 'study':
      return ['results'];
    case 'figures':
    case 'network':
    case 'trained':
    case 'differences':
      return [];
    default:
      return assertNever(query);
  }
}

/** The answer from what has been read. */
export function answer(
  query: Query,
  find: FindRun,
  { network, recipe }: Pick<RunDataOptions, 'network' | 'recipe'>,
): Data {
  switch (query.kind) {
    case 'curves':
      return curvesData(query, find, recipe);
    case 'blocks':
      return blocksData(query, find);
    case 'heat':
      return heatData(query, find);
    case 'course':
      return courseData(query, find);
    case 'study':
      return studyData(query, find);
    case 'trained':
      return trainedData(query, find);
    case 'differences':
      return differencesData(query, find);
    case 'figures':
      return { kind: 'none', reason: 'This is not shown yet.' };
    case 'network':
      return network?.(query) ?? { kind: 'none', reason: 'There is no notebook here.' };
    default:
      return assertNever(query);
  }
}

function idsOf(query: Query): readonly string[] {
  switch (query.kind) {
    case 'curves':
      return query.groups.flatMap(group => group.runs);
    case 'differences':
      return query.runs;
    case 'figures':
    case 'network':
      return [];
    case 'blocks':
    case 'heat':
    case 'course':
    case 'study':
    case 'trained':
      return [query.run];
    default:
      return assertNever(query);
  }
}
