import { assertNever } from '../../base/index.ts';
import type { Data, Query } from '../../protocol/index.ts';
import { chainOf, type World } from '../../results/index.ts';
import type { Answering } from './answering.ts';
import { differencesData } from './answers/differences.ts';
import { trainedData } from './answers/trained.ts';
import { FiguresAnswer } from './figures/figuresAnswer.ts';
import type { RunDataOptions } from './types.ts';

export type AnswerOptions = Pick<RunDataOptions, 'network' | 'figures'>;

export function answering(query: Query, world: World, options: AnswerOptions): Answering {
  const { find } = world;
  switch (query.kind) {
    case 'figures':
      return new FiguresAnswer(query, world, options.figures);
    case 'trained':
      return ofRequests([query.run], world, () => trainedData(query, find));
    case 'differences':
      return ofRequests(query.runs, world, () => differencesData(query, find));
    case 'network':
      return ofRequests([], world, () => options.network?.(query) ?? noNotebook);
    default:
      return assertNever(query);
  }
}

const noNotebook: Data = { kind: 'none', reason: 'There is no notebook here.' };

/** Made of what runs were asked for, whatever they recorded. */
function ofRequests(ids: readonly string[], { find }: World, data: () => Data): Answering {
  return {
    sources: () => {
      const chains = ids.flatMap(id => chainOf(find(id), find).map(part => part.source));
      return [...new Set(chains)];
    },
    read: () => undefined,
    stamp: '',
    data,
  };
}
