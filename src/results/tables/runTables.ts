import { openTable } from '../../store/tables/index.ts';
import type { TableRows } from '../../record/tables/index.ts';
import { BlockRecords } from './blockRecords.ts';
import { eventsIn, type RecordedEvent } from './events.ts';
import { addMetrics, emptyMetrics, type Metrics } from './metrics.ts';

/** The tables of one run folder, read as far as they are there, and kept. */
export class RunTables {
  readonly metrics: Metrics = emptyMetrics();
  readonly blocks = new BlockRecords();
  readonly results: TableRows[] = [];
  readonly #events: RecordedEvent[] = [];
  readonly #cursors;
  readonly #wanted = new Set<TableName>();
  #version = 0;

  constructor(folder: string) {
    this.#cursors = {
      metrics: openTable(folder, 'metrics'),
      blocks: openTable(folder, 'blocks'),
      events: openTable(folder, 'events'),
      results: openTable(folder, 'results'),
    };
  }

  /** Changes when rows came. */
  get version(): number {
    return this.#version;
  }

  /** Null: there is no such table, as of a run of a version that recorded none. */
  get events(): readonly RecordedEvent[] | null {
    return this.#cursors.events.schema === null ? null : this.#events;
  }

  /** The schema of results; null until they begin. */
  get resultsSchema() {
    return this.#cursors.results.schema;
  }

  /** From now on this table is read, too. */
  want(table: TableName): void {
    this.#wanted.add(table);
  }

  /** Reads what is new in the tables that are wanted. Throws a UserError where the disk does not let us. */
  read(): void {
    for (const name of this.#wanted) {
      const rows = this.#cursors[name].read();
      if (rows.rows === 0) continue;
      this.#version += 1;
      if (name === 'metrics') addMetrics(this.metrics, rows);
      else if (name === 'blocks') this.blocks.add(rows);
      else if (name === 'events') this.#events.push(...eventsIn(rows));
      else this.results.push(rows);
    }
  }
}

export type TableName = 'metrics' | 'blocks' | 'events' | 'results';
