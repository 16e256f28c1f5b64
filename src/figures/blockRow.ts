import { blockName } from '../base/index.ts';
import { type BlockAxis, type BlockPlace, blockAt, blockOf, placeOf } from './blocks.ts';

export interface AxisStage {
  /** From 0. */
  readonly index: number;
  /** Blocks of the stage: [from, to). */
  readonly from: number;
  readonly to: number;
  /** Behind the stage; null where not known. */
  readonly shape: readonly number[] | null;
  /** Norms here are of another shape than those of the stage before. */
  readonly breaks: boolean;
}

/** Blocks in a row, counted from 0, with their stages, names and conceptual time. */
export class BlockRow {
  readonly axis: BlockAxis;
  readonly count: number;
  readonly stages: readonly AxisStage[];

  constructor(axis: BlockAxis) {
    this.axis = axis;
    const stages: AxisStage[] = [];
    let from = 0;
    axis.blocks.forEach((n, index) => {
      const shape = axis.shapes[index] ?? null;
      const before = stages.at(-1)?.shape ?? null;
      const same = shape !== null && before !== null && shape.join() === before.join();
      stages.push({ index, from, to: from + n, shape, breaks: index > 0 && !same });
      from += n;
    });
    this.count = from;
    this.stages = stages;
  }

  /** Null outside. */
  stageOf(block: number): AxisStage | null {
    return this.stages.find(s => block >= s.from && block < s.to) ?? null;
  }

  /** `2.4`; empty outside. */
  nameOf(block: number): string {
    const found = blockOf(this.axis, block);
    return found === null ? '' : blockName(found.stage, found.inStage);
  }

  /** The middle of the block in the time of its stage; null outside. */
  placeOf(block: number): BlockPlace | null {
    return placeOf(this.axis, block);
  }

  /** The block at a conceptual time; null where this network has no such stage. */
  blockAt(place: BlockPlace | null): number | null {
    return blockAt(this.axis, place)?.index ?? null;
  }

  /** The same network, so that drawings can be kept. */
  equals(other: BlockRow): boolean {
    return (
      this.stages.length === other.stages.length &&
      this.stages.every((s, i) => {
        const o = other.stages[i];
        return o !== undefined && s.to === o.to && String(s.shape) === String(o.shape);
      })
    );
  }
}
