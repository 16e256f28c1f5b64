import { openTable, type TableCursor } from '../../../store/index.ts';
import { numbersOf } from '../tables/columns.ts';
import type { IndexedRun } from '../types.ts';

/** The last row of device.arrows of each run, which only one on a GPU has. */
export class GpuReadings {
  readonly #open = new Map<string, { cursor: TableCursor; last: IndexedRun['gpu'] }>();

  read(folder: string): IndexedRun['gpu'] {
    const gpu = this.#open.get(folder) ?? { cursor: openTable(folder, 'device'), last: null };
    this.#open.set(folder, gpu);
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
    this.#open.delete(folder);
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
