import { printLine, printOver } from '../../../base/index.ts';
/** Where an installation tells what it is doing. */
export interface Progress {
  /** A line that stays. */
  say(text: string): void;
  /** The state of the step at hand: replaces the last one on a terminal, else one line in five seconds. */
  now(text: string): void;
}

export function progressOn(stream: NodeJS.WriteStream): Progress {
  let open = false;
  let last = -Infinity;
  const end = () => {
    if (open) printOver(stream, '');
    open = false;
  };
  return {
    say(text) {
      end();
      printLine(stream, text);
      last = performance.now();
    },
    now(text) {
      const time = performance.now();
      if (stream.isTTY && time - last > 100) {
        printOver(stream, text, (stream.columns ?? 80) - 1);
        open = true;
        last = time;
      } else if (!stream.isTTY && time - last > 5_000) {
        printLine(stream, text);
        last = time;
      }
    },
  };
}
