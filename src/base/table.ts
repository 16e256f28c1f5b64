/** A column of a table of the run folder. */
export interface Column {
  readonly name: string;
  readonly type: 'int32' | 'float32' | 'float64' | 'utf8';
  readonly nullable: boolean;
  readonly unit: string;
  readonly definition: string;
}

export interface TableSchema {
  /** File name without extension: `metrics`, `blocks`, `results`. */
  readonly table: string;
  readonly columns: readonly Column[];
}

export type Row = Readonly<Record<string, number | string | null>>;
