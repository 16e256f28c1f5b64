import { printJson, printLine, type Io } from '../io.ts';
import type { Display, EndedRun } from './events.ts';

/**
 * One JSON object per line and nothing else on standard output; remarks go to standard error. Each
 * run has one `end` line. The one of the last run is the last line of all and lists every run in
 * `runs`; therefore an `end` waits until it is known whether another run follows.
 */
export function jsonDisplay(io: Io): Display {
  const ended: EndedRun[] = [];
  let waiting: EndedRun | undefined;
  const flush = () => {
    if (waiting !== undefined) printJson(io.stdout, { event: 'end', ...waiting });
    waiting = undefined;
  };
  return {
    event(run, event) {
      flush();
      const { event: name, ...fields } = event;
      printJson(io.stdout, { event: name, ...run, ...fields });
    },
    ended(run) {
      flush();
      ended.push(run);
      waiting = run;
    },
    note(text) {
      printLine(io.stderr, text);
    },
    text() {},
    close() {
      if (waiting === undefined) return;
      const runs = ended.map(({ cell, kind, seed, variant, run, ending }) => ({
        cell,
        kind,
        seed,
        variant,
        run,
        ending,
      }));
      printJson(io.stdout, { event: 'end', ...waiting, runs });
      waiting = undefined;
    },
  };
}
