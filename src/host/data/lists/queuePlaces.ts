import fs from 'node:fs';
import { queueFolder, readQueue } from '../../../runs/queue/index.ts';

/** So long after it changed, a folder is read each time; some disks know only every other second. */
const grainMs = 2000;

interface Queue {
  readonly stamp: string;
  readonly places: ReadonlyMap<string, number>;
}

/** How many runs are before each that waits. A queue is read where its folder has changed. */
export class QueuePlaces {
  readonly #queues = new Map<string, Queue>();
  #longest = 0;

  /** How many wait in the longest queue. */
  get longest(): number {
    return this.#longest;
  }

  in(store: string): ReadonlyMap<string, number> {
    const stamp = directoryStamp(queueFolder(store));
    const known = this.#queues.get(store);
    if (known?.stamp === stamp) return known.places;
    const places = new Map(readQueue(store).map((entry, place) => [entry.run, place]));
    this.#queues.set(store, { stamp, places });
    this.#longest = Math.max(...[...this.#queues.values()].map(queue => queue.places.size));
    return places;
  }
}

/** Differs once something came into a folder or went from it. */
export function directoryStamp(folder: string): string {
  const stat = fs.statSync(folder, { throwIfNoEntry: false, bigint: true });
  if (stat === undefined) return 'none';
  // A second change within the grain of the disk's clock would not show.
  const isFresh = Date.now() - Number(stat.mtimeMs) < grainMs;
  return `${stat.ino} ${stat.mtimeNs} ${isFresh ? performance.now() : ''}`;
}
