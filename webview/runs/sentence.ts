import { formatShare, nameWithVariant } from '../../src/base/index.ts';
import type { RunView } from '../../src/protocol/index.ts';
import { standingSentence } from '../../src/record/index.ts';

/** Words and **bold words** in turn. */
export type Sentence = readonly string[];

/** How one run stands: what happened, then the numbers, then what can be done. */
export function sentenceOf(run: RunView): Sentence {
  return [
    '',
    nameOf(run),
    ` ${[standingSentence(run), accuracy(run)].filter(t => t !== '').join(' ')}`,
  ];
}

export function nameOf({ cell, variant }: Pick<RunView, 'cell' | 'variant'>): string {
  return nameWithVariant(cell, variant);
}

function accuracy({ accuracy: value, life }: RunView): string {
  if (value === null) return '';
  return `${life.state === 'finished' ? 'Test' : 'Last test'} accuracy ${formatShare(value)}.`;
}
