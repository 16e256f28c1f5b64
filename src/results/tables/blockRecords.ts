import type { TableRows } from '../../record/tables/index.ts';
import { columnOf, numbersOf } from './columns.ts';
import { floats, integers, type Growing } from './growing.ts';

/** What is known of each block: recorded, but for the ratio. */
export const blockColumns = ['state', 'residual', 'gradient', 'ratio'] as const;
export type BlockColumn = (typeof blockColumns)[number];

/** One recorded step of blocks.arrows: rows [start, start + L + 1). */
export interface BlockRecord {
  readonly step: number;
  /** L. */
  readonly blocks: number;
  readonly state: Float32Array;
  readonly residual: Float32Array;
  readonly gradient: Float32Array;
  /** At the output of each block, [L]; null: a run of a version that did not record it. */
  readonly outputGradient: Float32Array | null;
}

/** The per-block norms of one run folder. Records begin where the step changes; steps ascend. */
export class BlockRecords {
  readonly #step = integers();
  readonly #start = integers();
  readonly #columns = {
    state: floats(),
    residual: floats(),
    gradient: floats(),
    outputGradient: floats(),
  };
  #hasOutputs = true;
  #rows = 0;

  /** Whole records; the last one counts once the row behind it begins another, or by its number of rows. */
  get length(): number {
    const last = this.#step.length - 1;
    if (last < 0) return 0;
    return this.#isWhole(last) ? last + 1 : last;
  }

  stepOf(record: number): number {
    return this.#step.values[record] ?? -1;
  }

  add(rows: TableRows): void {
    const steps = numbersOf(rows, 'step');
    for (let i = 0; i < rows.rows; i++) {
      const step = steps[i] ?? 0;
      const before = this.#step.values[this.#step.length - 1] ?? -1;
      if (step === before) continue;
      this.#step.push(step);
      this.#start.push(this.#rows + i);
    }
    this.#rows += rows.rows;
    this.#columns.state.append(numbersOf(rows, 'state'));
    this.#columns.residual.append(numbersOf(rows, 'residual'));
    this.#columns.gradient.append(numbersOf(rows, 'gradient'));
    this.#columns.outputGradient.append(numbersOf(rows, 'output_gradient'));
    this.#hasOutputs = columnOf(rows, 'output_gradient') !== undefined;
  }

  /** The record of this place; views are valid until more is read. */
  at(record: number): BlockRecord {
    const [start, end] = this.#range(record);
    const part = (column: Growing<Float32Array>) => column.values.subarray(start, end);
    const { state, residual, gradient, outputGradient } = this.#columns;
    return {
      step: this.stepOf(record),
      blocks: end - start - 1,
      state: part(state),
      residual: part(residual).subarray(0, -1),
      gradient: part(gradient),
      outputGradient: this.#hasOutputs ? part(outputGradient).subarray(0, -1) : null,
    };
  }

  /** Rows of a record come in one batch, so the last is whole as soon as it is there. */
  #isWhole(record: number): boolean {
    const [start, end] = this.#range(record);
    return end - start >= 2;
  }

  #range(record: number): [number, number] {
    return [this.#start.values[record] ?? 0, this.#start.values[record + 1] ?? this.#rows];
  }
}

/** A column of a record: L+1 states and gradients, L residuals and ratios. */
export function columnOfRecord(record: BlockRecord, column: BlockColumn): Float32Array {
  return column === 'ratio' ? ratios(record) : record[column];
}

/** Gradient norm at the input of each block over that at its output; NaN where there is no quotient. */
function ratios({ blocks, gradient, outputGradient }: BlockRecord): Float32Array {
  return Float32Array.from({ length: Math.max(0, blocks) }, (_, l) => {
    const ratio = (gradient[l] ?? NaN) / (outputGradient?.[l] ?? NaN);
    return Number.isFinite(ratio) ? ratio : NaN;
  });
}
