import type { NotebookSettings, RunOperation } from '../../protocol/index.ts';
import type { CellRuns, RunData } from '../data/index.ts';
import type { NotebookModel } from './notebookModel.ts';

/** What a notebook needs of the rest of the host. */
export interface NotebookServices {
  /** For each document; the caller closes them. */
  readonly cellRuns: (model: NotebookModel) => CellRuns;
  readonly runData: (model: NotebookModel, cellRuns: CellRuns) => RunData;
  readonly settings: (model: NotebookModel) => NotebookSettings;
  /** Some of what `settings` gives has changed. Returns how to stop listening. */
  readonly onSettings: (listener: () => void) => { dispose(): void };
  /** The text of the cell that a run was asked with; undefined: the run is gone. */
  readonly textOfRun: (run: string) => string | undefined;
  readonly running: RunningService;
  readonly ofRuns: ServicesOfRuns;
}

/** Done with runs by their ids. What goes wrong is told. */
export interface ServicesOfRuns {
  operate(operation: RunOperation, run: string): Promise<void>;
  /** In the run viewer. */
  show(run: string): Promise<void>;
}

/** Starts and ends runs of a notebook that has been saved or can be. */
export interface RunningService {
  /** How many runs were started or queued. */
  run(
    model: NotebookModel,
    cell: string | null,
    what: 'cell' | 'above' | 'all' | 'withTraining',
  ): Promise<number>;
  stop(model: NotebookModel, cell: string | null): Promise<void>;
}
