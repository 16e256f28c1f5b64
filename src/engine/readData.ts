import { UserError } from '../base/index.ts';
import {
  describeDifferences,
  identifyData,
  knownBy,
  type AskedData,
  type DataPlaces,
  type IdentifiedData,
  type Rules,
} from '../dataset/index.ts';
import { leadingParent, type DataFingerprint, type RunRequest } from '../record/index.ts';
import { fingerprintOfRun, readDataRecord, writeDataRecord } from '../store/index.ts';
import type { RunWriter } from '../store/tables/index.ts';
import { openDataset, type Dataset } from './data/index.ts';

/** A run of which data are read. */
export interface DataReader {
  readonly folder: string;
  readonly request: RunRequest;
  readonly writer: RunWriter;
  /** The run that this one continues or studies, where it has the same data. */
  readonly parent: { readonly folder: string; readonly request: RunRequest } | null;
}

/** A set in memory, and what a picture folder was taken for, a line each. */
export interface ReadData {
  readonly dataset: Dataset;
  readonly description: readonly string[];
}

/**
 * Reads the data of a run, and sees to it that they are those which it was asked for, or else those of its
 * parent. What they are goes to the log and to data.json.
 *
 * @param input what the network takes, as [height, width, channels]
 * @throws UserError `data.changed` with the files that differ, and those of `openDataset`.
 */
export async function readData(
  run: DataReader,
  data: AskedData,
  places: DataPlaces,
  input: readonly [number, number, number],
): Promise<ReadData> {
  const { request, parent, writer } = run;
  const rules: Rules = request.data.rules ?? parent?.request.data.rules ?? 1;
  const expected = request.data.fingerprint ?? (parent && fingerprintOfRun(parent));
  let dataset: Dataset;
  try {
    dataset = await openDataset(data, places, { rules, input });
  } catch (error) {
    if (!(error instanceof UserError) || !expected) throw error;
    const now = await identifyData(data, places, rules).catch(() => null);
    if (now === null || now.record.fingerprint.sha256 === expected.sha256) throw error;
    throw changed(run, expected, now, ` ${error.message}`);
  }
  // After the reading, so that what changes meanwhile is noticed, too.
  const found = await identifyData(data, places, rules);
  if (expected && found.record.fingerprint.sha256 !== expected.sha256)
    throw changed(run, expected, found, '');
  for (const line of describe(run, found)) writer.log(`${line}\n`);
  try {
    writeDataRecord(run.folder, found.record);
  } catch (error) {
    // It serves to name what has changed later; no run ends for want of it.
    writer.log(`data.json could not be written: ${String(error)}\n`);
  }
  return { dataset, description: found.description };
}

function describe({ request }: DataReader, { record, description }: IdentifiedData): string[] {
  const { way, sha256, files } = record.fingerprint;
  const how =
    way === 'contents' ? 'of names and contents' : 'of names, sizes and 64 files (more than 2 GB)';
  return [
    `data in ${record.place}: ${files} files, SHA-256 ${how} ${sha256}`,
    ...description,
    ...(request.data.changed === undefined
      ? []
      : [`going on as asked, though the data are not those of before: ${request.data.changed}`]),
  ];
}

function changed(
  { request, parent }: DataReader,
  expected: DataFingerprint,
  { record }: IdentifiedData,
  more: string,
): UserError {
  const before = knownBy(expected, parent && readDataRecord(parent.folder));
  const leading = leadingParent(request);
  const since =
    leading === null ? 'when this run was asked for' : `when the run ${leading.run} read them`;
  return new UserError(
    'data.changed',
    `The data in ${record.place} are not what they were ${since}: ` +
      `${describeDifferences(before, record)}.${more} Bring them back, or run the cell anew.`,
  );
}
