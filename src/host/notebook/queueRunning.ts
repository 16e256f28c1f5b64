import type { Host } from '../host.ts';
import { runNotebook, stopNotebook } from '../running/runNotebook.ts';
import type { RunningService } from './services.ts';

/** Runs cells of notebooks by the queue. */
export function queueRunning(host: Host): RunningService {
  return {
    run: async (model, key, what) => {
      const index = model.cells.findIndex(cell => cell.key === key);
      if (key !== null && index < 0) return 0;
      return runNotebook(host, model.document, key === null ? null : index, what);
    },
    stop: async (model, key) => {
      const cell = model.cells.find(each => each.key === key);
      if (key !== null && cell === undefined) return;
      await stopNotebook(host, model.document, cell?.name ?? null);
    },
  };
}
