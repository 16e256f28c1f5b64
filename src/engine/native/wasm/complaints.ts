/** What the module prints of a kernel that gave up. */
const GIVEN_UP = /\bfailed\b|\bnot successful\b/;

/**
 * Starts the wasm module so that a kernel that gives up throws. By itself it prints a line to the console,
 * leaves its output as the memory was, and the program goes on with that.
 */
export async function withComplaintsThrown<T>(start: () => Promise<T>): Promise<T> {
  const { log, warn } = console;
  const throwing =
    (print: (text: string) => void) =>
    (text: unknown): void => {
      const line = String(text);
      if (GIVEN_UP.test(line)) throw new Error(`the engine wasm did not compute: ${line}`);
      print(line);
    };
  // The module takes what the console has while it starts, and keeps it.
  Object.assign(console, { log: throwing(log), warn: throwing(warn) });
  try {
    return await start();
  } finally {
    Object.assign(console, { log, warn });
  }
}
