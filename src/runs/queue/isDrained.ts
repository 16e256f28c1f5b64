import { queueFolder } from './entries.ts';
import { heldLocks, lockName, machineName } from './lock.ts';

/** The lock of whoever drains what this user queued, on this machine. */
export function drainLock(): string {
  return lockName('drain', machineName(), process.geteuid?.() ?? 'user');
}

/** Somebody drains what this user queued in this store, on this machine. */
export function isDrained(store: string): boolean {
  return heldLocks(queueFolder(store)).has(drainLock());
}
