import fs from 'node:fs';
import { codeOf, reasonOf } from './errors.ts';

/**
 * What happens when the output of this program can no longer be written: where its reader went away
 * (`| head`) it ends with `noReader` and without a word, else (a full disk) with `failed` and a sentence;
 * where `goesOn` says so at that moment, it goes on.
 */
export function endWithOutput(
  exit: { readonly noReader: number; readonly failed: number },
  goesOn: () => boolean = () => false,
): void {
  for (const stream of [process.stdout, process.stderr])
    stream.on('error', error => {
      if (goesOn()) return;
      if (codeOf(error) === 'EPIPE') process.exit(exit.noReader);
      const what = stream === process.stdout ? 'standard output' : 'standard error';
      try {
        fs.writeSync(2, `reslab: Cannot write to ${what}: ${reasonOf(error)}\n`);
      } finally {
        process.exit(exit.failed);
      }
    });
}
