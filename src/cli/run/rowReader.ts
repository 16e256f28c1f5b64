import { finiteOrNull, mean, type Row } from '../../base/index.ts';
import { toRows } from '../../record/tables/index.ts';
import { openTable } from '../../store/tables/index.ts';
import type { Evaluation } from './events.ts';

/** New rows of a run's metrics: evaluations, and means over the training steps. */
export interface NewMetrics {
  readonly evaluations: readonly Evaluation[];
  /** Null where there was no new step. */
  readonly training: {
    readonly loss: number | null;
    readonly accuracy: number | null;
    readonly imagesPerSecond: number | null;
  } | null;
}

/** Reads metrics.arrows of a run from where it last stopped. */
export function metricsReader(folder: string): () => NewMetrics {
  const table = openTable(folder, 'metrics');
  return () => {
    const rows = toRows(table.read());
    const steps = rows.filter(row => row['split'] === 'train');
    return {
      evaluations: rows.filter(row => row['split'] !== 'train').map(evaluationOf),
      training:
        steps.length === 0
          ? null
          : {
              loss: meanOf(steps, 'loss'),
              accuracy: meanOf(steps, 'accuracy'),
              imagesPerSecond: harmonicMean(steps, 'images_per_second'),
            },
    };
  };
}

/** Reads results.arrows of a study, or events.arrows of a training, from where it last stopped. */
export function rowsReader(folder: string, name: 'results' | 'events'): () => Row[] {
  const table = openTable(folder, name);
  return () => toRows(table.read());
}

function evaluationOf(row: Row): Evaluation {
  return {
    split: String(row['split']),
    step: Number(row['step']),
    epoch: Number(row['epoch']),
    loss: numberOf(row, 'loss'),
    accuracy: numberOf(row, 'accuracy'),
  };
}

function numbers(rows: readonly Row[], column: string): number[] {
  return rows.flatMap(row => numberOf(row, column) ?? []);
}

function meanOf(rows: readonly Row[], column: string): number | null {
  return finiteOrNull(mean(numbers(rows, column)));
}

/** Of rates over equal amounts of work this is the rate over all of it. */
function harmonicMean(rows: readonly Row[], column: string): number | null {
  const values = numbers(rows, column).filter(v => v > 0);
  return values.length === 0 ? null : values.length / values.reduce((a, b) => a + 1 / b, 0);
}

function numberOf(row: Row, column: string): number | null {
  const value = row[column];
  return typeof value === 'number' ? value : null;
}
