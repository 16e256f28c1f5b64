// What waits and who works on it: all that a list of runs needs of the queue.
export {
  dequeue,
  enqueue,
  moveInQueue,
  ownersOf,
  queueFolder,
  readQueue,
  takeOver,
} from './entries.ts';
export { takeDevice, takeDevices, type DeviceTurn } from './deviceTurn.ts';
export { mostWatched, Turns } from './inTurn.ts';
export { isDrained } from './isDrained.ts';
export { deviceLockFolder, heldLocks, lockName, takeLock, type Lock } from './lock.ts';
