import { queueFolder } from './entries.ts';
import { heldLocks, lockName, machineName } from './lock.ts';

/** The lock of whoever drains a queue on this machine. */
export function drainLock(): string {
  return lockName('drain', machineName());
}

/** Somebody drains the queue of this store on this machine. */
export function isDrained(store: string): boolean {
  return heldLocks(queueFolder(store)).has(drainLock());
}
