import path from 'node:path';
import { UserError } from '../base/index.ts';
import type { WorldRun } from '../checks/index.ts';
import { fingerprintIfKnown } from '../dataset/index.ts';
import type { DataFingerprint } from '../record/index.ts';
import { askedData } from '../runs/index.ts';
import { fingerprintOfRun, type Run } from '../store/index.ts';
import type { Io } from './io.ts';

/**
 * Runs as the checks of a notebook see them. Whether one read the data that are there now is said where no
 * file has to be read to know it.
 */
export async function worldRuns(
  runs: readonly Run[],
  notebook: string,
  folder: string | null,
  io: Io,
): Promise<WorldRun[]> {
  const known = new Map<string, Promise<DataFingerprint | null>>();
  const now = (request: Run['request']): Promise<DataFingerprint | null> => {
    const asked = askedData(request);
    if (asked === null) return Promise.resolve(null);
    const rules = request.data.rules ?? 1;
    const key = JSON.stringify([asked, rules]);
    const places = { folder, base: path.dirname(notebook), env: io.env };
    const found = known.get(key) ?? fingerprintIfKnown(asked, places, rules).catch(unknown);
    known.set(key, found);
    return found;
  };
  return Promise.all(
    runs.map(async run => {
      const { id, request, ending } = run;
      const finished = ending?.ending === 'finished';
      const then = finished && request.kind === 'train' ? fingerprintOfRun(run) : null;
      const there = then && (await now(request));
      return {
        id,
        digest: request.cell.digest,
        variant: request.variant,
        finished,
        ...(then && there && { hasDataOfNow: then.sha256 === there.sha256 }),
      };
    }),
  );
}

/** What cannot be found or read is not known. */
function unknown(error: unknown): null {
  if (error instanceof UserError) return null;
  throw error;
}
