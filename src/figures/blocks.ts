import { blockName } from '../base/index.ts';

/** The geometry that everything per block shares. */
export interface BlockAxis {
  /** Blocks by stage, e.g. [6, 6, 6]. */
  readonly blocks: readonly number[];
  /** Shape [height, width, channels] behind each stage. */
  readonly shapes: readonly (readonly number[])[];
}

/** A block, kept as conceptual time so that it survives growth: `place` is from 0 to below 1 within its stage. */
export interface BlockPlace {
  /** From 0. */
  readonly stage: number;
  readonly place: number;
  /** Of the block in the network in which it was pointed at: `2.4`. */
  readonly name?: string;
}

/** A block of a network: its index in all, its stage and its index there, all from 0. */
export interface BlockIndex {
  readonly index: number;
  readonly stage: number;
  readonly inStage: number;
}

export function countBlocks({ blocks }: Pick<BlockAxis, 'blocks'>): number {
  return blocks.reduce((sum, n) => sum + n, 0);
}

/** The block with this index in all; null outside. */
export function blockOf({ blocks }: Pick<BlockAxis, 'blocks'>, index: number): BlockIndex | null {
  let first = 0;
  for (const [stage, n] of blocks.entries()) {
    if (index >= first && index < first + n) return { index, stage, inStage: index - first };
    first += n;
  }
  return null;
}

/** The block at a place; null where the network has no such stage. */
export function blockAt(
  { blocks }: Pick<BlockAxis, 'blocks'>,
  place: BlockPlace | null,
): BlockIndex | null {
  if (place === null) return null;
  const n = blocks[place.stage];
  if (n === undefined || n === 0) return null;
  const inStage = Math.min(n - 1, Math.max(0, Math.floor(place.place * n)));
  const before = blocks.slice(0, place.stage).reduce((sum, m) => sum + m, 0);
  return { index: before + inStage, stage: place.stage, inStage };
}

/** The middle of the block, which names it in networks of other depths too. */
export function placeOf(axis: Pick<BlockAxis, 'blocks'>, index: number | null): BlockPlace | null {
  const block = index === null ? null : blockOf(axis, index);
  if (block === null) return null;
  const n = axis.blocks[block.stage] ?? 1;
  return {
    stage: block.stage,
    place: (block.inStage + 0.5) / n,
    name: blockName(block.stage, block.inStage),
  };
}

/** Blocks by stage of a network whose blocks have these names (`2.4`), as far as they go on; the shapes are not known. */
export function axisOfNames(names: Iterable<string>): BlockAxis {
  const known = new Set(names);
  const blocks: number[] = [];
  for (let stage = 0; known.has(blockName(stage, 0)); stage++) {
    let count = 1;
    while (known.has(blockName(stage, count))) count++;
    blocks.push(count);
  }
  return { blocks, shapes: [] };
}
