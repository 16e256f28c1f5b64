/** Runs at the front of a queue that are looked at each time: the next to begin are among them. */
export const mostWatched = 16;
/** Of the others, how many are looked at each time, in turn. */
const inTurn = 4;

/**
 * Which of the runs that wait are worth a look now. Nothing happens to one until its turn comes, and a queue may be
 * thousands long: the first few are looked at each time. The others get a look now and then, since a run may begin
 * before its turn (those before it wait for a training), and nobody may tell.
 */
export class Turns {
  #from = mostWatched;

  /** Goes on to the next few, of a queue of so many. */
  next(length: number): void {
    this.#from += inTurn;
    if (this.#from >= length) this.#from = mostWatched;
  }

  /** `place`: how many are before it. */
  isDue(place: number): boolean {
    return place < mostWatched || (place >= this.#from && place < this.#from + inTurn);
  }
}
