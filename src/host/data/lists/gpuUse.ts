import { openTable, type TableCursor } from '../../../store/tables/index.ts';
import { numbersOf } from '../../../results/index.ts';
import type { IndexedRun } from '../types.ts';

type Use = IndexedRun['gpu'];

/** What the GPUs of live runs do now. */
export class GpuUse {
  readonly #read = new Map<string, { readonly cursor: TableCursor; last: Use }>();

  /** The last row of device.arrows, which only a run on a GPU has. */
  of(folder: string): Use {
    const gpu = this.#read.get(folder) ?? { cursor: openTable(folder, 'device'), last: null };
    this.#read.set(folder, gpu);
    const rows = quietly(() => gpu.cursor.read());
    if (rows === null) return gpu.last;
    const valueOf = (name: string) => {
      const value = numbersOf(rows, name)[rows.rows - 1] ?? NaN;
      return Number.isFinite(value) ? value : null;
    };
    if (rows.rows > 0)
      gpu.last = { memoryBytes: valueOf('memory'), utilisation: valueOf('utilisation') };
    return gpu.last;
  }

  forget(folder: string): void {
    this.#read.delete(folder);
  }
}

/** Null where it fails; what a list can do without does not keep it from being shown. */
function quietly<T>(read: () => T): T | null {
  try {
    return read();
  } catch {
    return null;
  }
}
