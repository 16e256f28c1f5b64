import type { Finding } from '../runner.ts';

/** One finding of a program, as `programPart` reads it. */
export function say(finding: Finding): void {
  process.stdout.write(`${JSON.stringify(finding)}\n`);
}
