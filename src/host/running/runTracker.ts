import * as vscode from 'vscode';
import { findStore, listRuns, settleRun, watchRun, type Run } from '../../store/index.ts';

/** The runs that go on now and belong to this window: started here, or found in its folders. */
export class RunTracker implements vscode.Disposable {
  readonly #changed = new vscode.EventEmitter<void>();
  /** A run began, went on or ended. */
  readonly onDidChange = this.#changed.event;
  readonly #watches = new Map<string, { close(): void }>();
  readonly #active = new Map<string, Run>();

  /** Newest last. */
  get active(): readonly Run[] {
    return [...this.#active.values()].sort(
      (a, b) => Date.parse(a.request.created) - Date.parse(b.request.created),
    );
  }

  /** @param own This process started it and writes its ending should it crash. */
  watch(folder: string, own = false): void {
    if (this.#watches.has(folder)) return;
    const forget = () => {
      this.#watches.get(folder)?.close();
      this.#watches.delete(folder);
      this.#active.delete(folder);
      this.#changed.fire();
    };
    const look = (run: Run) => {
      // Nothing is written in Restricted Mode.
      const isLost = run.life === 'dead' && !own;
      if (isLost && vscode.workspace.isTrusted) settleRun(folder);
      if (isLost || run.life === 'ended') return forget();
      this.#active.set(folder, run);
      this.#changed.fire();
    };
    this.#watches.set(folder, watchRun(folder, { onProblem: forget }, look));
  }

  /** Finds the runs that go on in the stores of the workspace, and those that begin there later. */
  async discover(): Promise<void> {
    for (const { uri } of vscode.workspace.workspaceFolders ?? []) {
      if (uri.scheme !== 'file') continue;
      const store = findStore(vscode.Uri.joinPath(uri, 'x').fsPath, uri.fsPath);
      const { runs } = await listRuns(store);
      for (const run of runs) if (run.life === 'alive') this.watch(run.folder);
    }
  }

  dispose(): void {
    for (const watch of this.#watches.values()) watch.close();
    this.#watches.clear();
    this.#changed.dispose();
  }
}
