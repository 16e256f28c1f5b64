import * as vscode from 'vscode';
import {
  isUsable,
  requestsOf,
  startRun,
  studyRun,
  type Invocation,
  type RunnableCell,
} from '../../runs/index.ts';
import type { NewRun, Run } from '../../store/index.ts';
import { findNode } from '../findNode.ts';
import type { Host } from '../host.ts';
import { readSettings } from '../settings.ts';

export interface Work {
  /** A study after its training. */
  readonly cells: readonly RunnableCell[];
  readonly invocation: Invocation;
  readonly store: string;
}

/**
 * Runs cell after cell and seed after seed; what was stopped, or could not begin, ends the sequence.
 * Returns the runs as they ended.
 */
export async function runSequence(host: Host, work: Work): Promise<Run[]> {
  const settings = readSettings(vscode.Uri.file(work.invocation.path));
  const node = await findNode(settings.nodePath);
  const done: Run[] = [];
  for (const cell of work.cells) {
    for (const request of await requestsFor(cell, work, done)) {
      const run = await startRun({
        request,
        store: work.store,
        engineScript: host.engineScript,
        node: node.path,
        env: settings.environment,
      });
      host.log.info(`Started ${run.folder} (process ${run.pid}, Node ${node.version})`);
      host.tracker.watch(run.folder, true);
      const ended = await run.exited;
      done.push(ended);
      const ending = ended.ending?.ending;
      if (ending === 'stopped' || ending === 'refused') return done;
    }
  }
  return done;
}

/** A study in the same sequence as its training is of the runs just made. */
async function requestsFor(
  cell: RunnableCell,
  { cells, invocation, store }: Work,
  done: readonly Run[],
): Promise<readonly NewRun[]> {
  const { training } = cell;
  if (training === null || !cells.some(c => c.cell === training))
    return (await requestsOf(cell, invocation, store)).requests;
  return done
    .filter(run => run.request.kind === 'train' && run.request.cell.name === training.name)
    .filter(isUsable)
    .map(run => studyRun(cell, run, invocation));
}
