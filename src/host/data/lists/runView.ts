import path from 'node:path';
import { continuedParent, loadedEngine } from '../../../record/index.ts';
import type { RunView } from '../../../protocol/index.ts';
import { standingOfChain } from '../../../store/index.ts';
import type { Annotation } from './annotations.ts';
import type { RunChain } from '../../../results/index.ts';
import type { IndexedRun } from '../types.ts';

/** A chain as views show it. */
export function runViewOf(
  chain: RunChain<IndexedRun>,
  slot: number,
  annotation: Annotation,
): RunView {
  const last = chain.at(-1);
  const standing = standingOfChain(
    chain.map(part => part.run),
    last?.ahead ?? null,
  );
  if (last === undefined || standing === null) throw new Error('a chain has at least one run');
  const { run } = last;
  const { request, process, status } = run;
  const loaded = loadedEngine(process);
  const metrics = status?.metrics ?? {};
  return {
    id: run.id,
    parts: chain.map(part => part.run.id),
    kind: request.kind,
    cell: request.cell.name,
    notebook: request.notebook === null ? null : path.basename(request.notebook),
    notebookFolder: request.notebook === null ? null : path.dirname(request.notebook),
    digest: request.cell.digest,
    variant: request.variant,
    created: request.created,
    ...standing,
    ended: standing.ended ?? null,
    epoch: status?.epoch ?? 0,
    epochs: status?.epochs ?? 0,
    accuracy: metrics['test_accuracy'] ?? metrics['validation_accuracy'] ?? null,
    slot,
    device: process?.device ?? '',
    engine: loaded === null ? null : { name: loaded.engine, reason: loaded.reason },
    gpu: last.gpu,
    canResume: canResume(chain),
    checkpoints: request.kind === 'train' ? checkpointsOf(chain) : [],
    tags: annotation.tags,
    note: annotation.note,
  };
}

/** Of each part those that lie in its own steps. */
function checkpointsOf(chain: RunChain): number[] {
  const steps = chain.flatMap(({ checkpoints }, i) => {
    const next = chain[i + 1]?.run.request;
    const until = (next && continuedParent(next)?.step) ?? Infinity;
    return checkpoints.filter(step => step <= until);
  });
  return [...new Set(steps)].sort((a, b) => a - b);
}

function canResume(chain: RunChain): boolean {
  const run = chain.at(-1)?.run;
  if (run?.request.kind !== 'train' || checkpointsOf(chain).length === 0) return false;
  if (run.ending === null) return run.life === 'dead' || run.life === 'unknown';
  return run.ending.ending !== 'finished';
}
