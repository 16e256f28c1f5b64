import type { Data, Query } from '../../protocol/index.ts';
import { assertNever } from '../../base/index.ts';
import { blocksData } from './answers/blocks.ts';
import { courseData } from './answers/course.ts';
import { curvesData } from './answers/curves.ts';
import { differencesData } from './answers/differences.ts';
import { heatData } from './answers/heat.ts';
import { studyData } from './answers/study.ts';
import { trainedData } from './answers/trained.ts';
import { chainOf, type FindRun, type TableName, type World } from '../../results/index.ts';
import type { Answering } from './answering.ts';
import { FiguresAnswer } from './figures/figuresAnswer.ts';
import type { RunDataOptions } from './types.ts';

export type AnswerOptions = Pick<RunDataOptions, 'network' | 'recipe' | 'figures'>;

export function answering(query: Query, world: World, options: AnswerOptions): Answering {
  const { find } = world;
  if (query.kind === 'figures') return new FiguresAnswer(query, world, options.figures);
  const tables = tablesOf(query);
  return {
    sources: () => {
      const chains = idsOf(query).flatMap(id => chainOf(find(id), find).map(part => part.source));
      return [...new Set(chains)];
    },
    read: source => source.read(...tables),
    stamp: '',
    data: () => answer(query, find, options),
  };
}

type OtherQuery = Exclude<Query, { readonly kind: 'figures' }>;

/** The tables that have to be read for it. */
function tablesOf(query: OtherQuery): TableName[] {
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
    case 'network':
    case 'trained':
    case 'differences':
      return [];
    default:
      return assertNever(query);
  }
}

function answer(query: OtherQuery, find: FindRun, { network, recipe }: AnswerOptions): Data {
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
    case 'network':
      return network?.(query) ?? { kind: 'none', reason: 'There is no notebook here.' };
    default:
      return assertNever(query);
  }
}

function idsOf(query: OtherQuery): readonly string[] {
  switch (query.kind) {
    case 'curves':
      return query.groups.flatMap(group => group.runs);
    case 'differences':
      return query.runs;
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
