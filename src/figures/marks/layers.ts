import type { Item } from '../scene.ts';

interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** The items of a panel in the order in which they lie on each other, and where words stand already. */
export class Layers {
  /** Stages and events; lines and areas; markers over all lines; what lies beyond the axis; words. */
  readonly back: Item[] = [];
  readonly lines: Item[] = [];
  readonly markers: Item[] = [];
  readonly edges: Item[] = [];
  readonly words: Item[] = [];
  readonly #taken: Box[] = [];

  all(): Item[] {
    return [...this.back, ...this.lines, ...this.markers, ...this.edges, ...this.words];
  }

  /** The place of a text of this width at this middle height is taken from now on. */
  occupy(left: number, width: number, middle: number): void {
    this.#taken.push(boxOf(left, width, middle));
  }

  isFree(left: number, width: number, middle: number): boolean {
    const box = boxOf(left, width, middle);
    return this.#taken.every(
      o => box.right <= o.left || box.left >= o.right || box.bottom <= o.top || box.top >= o.bottom,
    );
  }
}

function boxOf(left: number, width: number, middle: number): Box {
  return { left: left - 2, right: left + width + 2, top: middle - 6.5, bottom: middle + 6.5 };
}
