import * as vscode from 'vscode';
import { UserError } from '../../../base/index.ts';
import type { RunView } from '../../../protocol/index.ts';
import { readRun } from '../../../store/index.ts';
import type { RunCatalog } from '../../data/index.ts';
import type { Host } from '../../host.ts';
import { requireTrust } from '../../trust.ts';
import { deleteRuns } from './deleteRuns.ts';
import { openCell } from './openCell.ts';
import { askNote, askTags, pickCheckpoint } from './pick.ts';

/** What can be done with chosen runs, whoever asks: a menu, a key, the details. */
export class RunActions {
  readonly #host: Host;
  readonly #runs: RunCatalog;

  constructor(host: Host, runs: RunCatalog) {
    this.#host = host;
    this.#runs = runs;
  }

  async stop(runs: readonly RunView[]): Promise<void> {
    for (const run of runs.filter(isStoppable)) await this.#command('stopRun', run);
  }

  async resume(runs: readonly RunView[]): Promise<void> {
    for (const run of runs.filter(({ canResume }) => canResume))
      await this.#command('resumeRun', run);
  }

  /** Moves it to the front of its queue. */
  async runNext([run]: readonly RunView[]): Promise<void> {
    if (run !== undefined) await this.#command('runNext', run);
  }

  /** @param step Of the checkpoint; null: it is asked for. */
  async fork(run: RunView, step: number | null = null): Promise<void> {
    // Before anything of the run or its notebook is looked at.
    if (!(await requireTrust('Forking a run'))) return;
    const known = step !== null && run.checkpoints.includes(step) ? step : null;
    const chosen = known ?? (await this.#pickCheckpoint(run));
    if (chosen === undefined) return;
    const { forkRun } = await import('./forkRun.ts');
    await forkRun(this.#host, this.#parts(run), chosen);
  }

  async delete(runs: readonly RunView[]): Promise<void> {
    await deleteRuns(this.#runs, runs);
  }

  async reveal([run]: readonly RunView[]): Promise<void> {
    if (run !== undefined) await this.#command('revealRun', run);
  }

  async showLog([run]: readonly RunView[]): Promise<void> {
    if (run !== undefined) await this.#command('showRunLog', run);
  }

  async openCell([run]: readonly RunView[]): Promise<void> {
    if (run !== undefined) await openCell(this.#folder(run));
  }

  async copyCommand(runs: readonly RunView[]): Promise<void> {
    const { copyCommands } = await import('./copyCommands.ts');
    await copyCommands(runs, run => readRun(this.#folder(run)).request);
  }

  async tag(runs: readonly RunView[]): Promise<void> {
    const tags = await askTags(runs);
    if (tags === undefined) return;
    if (!(await requireTrust('Tagging runs'))) return;
    for (const run of runs) this.#runs.annotate(run.id, tags, run.note);
  }

  async note([run]: readonly RunView[]): Promise<void> {
    const note = run && (await askNote(run));
    if (run !== undefined && note !== undefined) await this.annotate(run.id, run.tags, note);
  }

  async annotate(run: string, tags: readonly string[], note: string): Promise<void> {
    if (await requireTrust('Writing on a run')) this.#runs.annotate(run, tags, note);
  }

  async #pickCheckpoint(run: RunView): Promise<number | undefined> {
    const { changesSince } = await import('./askedNow.ts');
    return pickCheckpoint(run, await changesSince(this.#folder(run), this.#host.version));
  }

  #command(name: string, run: RunView): Thenable<unknown> {
    return vscode.commands.executeCommand(`residualLab.${name}`, this.#folder(run));
  }

  /** Folders of its parts that are there, oldest first. */
  #parts(run: RunView): string[] {
    return run.parts.flatMap(part => this.#runs.folderOf(part) ?? []);
  }

  #folder(run: RunView): string {
    const folder = this.#runs.folderOf(run.id);
    if (folder === undefined)
      throw new UserError('run.none', `The run ${run.id} is not there any more.`);
    return folder;
  }
}

function isStoppable({ life }: RunView): boolean {
  return ['queued', 'starting', 'running', 'silent'].includes(life.state);
}
