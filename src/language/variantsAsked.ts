import type { Variant } from '../base/index.ts';
import type { Cell } from './notebook.ts';

/** The variants of its recipe that a cell asks for, a run each: of a training one for each seed; of others none. */
export function variantsAsked({ value }: Pick<Cell, 'value'>): readonly Variant[] {
  return value?.kind === 'train' ? value.value.seeds.map(seed => ({ seed })) : [];
}
