import * as vscode from 'vscode';
import { formatPlural } from '../../base/index.ts';
import { isDrained, ownersOf, readQueue, takeOver } from '../../runs/queue/index.ts';
import type { Host } from '../host.ts';
import path from 'node:path';
import { inform } from '../say.ts';

/**
 * Runs that wait and that nothing runs, as after the machine was started anew: nothing is begun
 * without being asked for, since a folder may come from somebody else.
 */
export async function offerLeftQueues(host: Host): Promise<void> {
  if (!vscode.workspace.isTrusted) return;
  for (const store of host.stores()) {
    const waiting = readQueue(store);
    const { own, others } = ownersOf(store);
    if (others.length === 0 && (own.length === 0 || isDrained(store))) continue;
    const [goOn, remove] = ['Run them', 'Take them out'];
    const chosen = await inform(
      others.length === 0
        ? `${formatPlural(waiting.length, 'run')} of an earlier session ${waiting.length === 1 ? 'waits' : 'wait'} in the queue.`
        : `${formatPlural(others.length, 'run')} ${others.length === 1 ? 'waits' : 'wait'} in the queue that you did not put there: another user did, or they came with the folder.`,
      goOn,
      remove,
    );
    if (chosen === goOn) takeOver(store, others);
    if (chosen === goOn) await (await import('./startQueue.ts')).startQueue(host, store);
    if (chosen !== remove) continue;
    const { stopRun } = await import('../../runs/index.ts');
    for (const { run } of others.length > 0 ? others : own)
      await stopRun(path.join(store, 'runs', run));
  }
}
