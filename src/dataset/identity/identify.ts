import { UserError } from '../../base/index.ts';
import type { DataRecord } from '../../record/index.ts';
import { usedFiles, type Rules } from '../files.ts';
import { locateData, type AskedData, type DataPlaces, type LocatedData } from '../locate.ts';
import { fingerprintOf } from './fingerprint.ts';
import { recordOf } from './record.ts';

/** A set that has been found and looked through. */
export interface IdentifiedData {
  readonly located: LocatedData;
  readonly record: DataRecord;
  /** What a picture folder was taken for, a line each. */
  readonly description: readonly string[];
}

/**
 * Finds a set and fingerprints it. Only the first time all of it is read.
 *
 * @throws UserError as `locateData`, `listPictures` and `fingerprintOf`.
 */
export async function identifyData(
  data: AskedData,
  places: DataPlaces,
  rules: Rules,
): Promise<IdentifiedData> {
  const located = await locateData(data, places);
  const { files, description } = await usedFiles(located, rules);
  if (files.length === 0)
    throw new UserError(
      'data.missing',
      `${located.folder}: expected ${located.layout.files}, found none of them.`,
    );
  const printed = await fingerprintOf(located.folder, files, { env: places.env });
  return { located, record: recordOf(located.place, printed), description };
}

/** The same as far as it is known without reading a file; null: it is not. */
export async function fingerprintIfKnown(
  data: AskedData,
  places: DataPlaces,
  rules: Rules,
): Promise<DataRecord['fingerprint'] | null> {
  const located = await locateData(data, places);
  const { files } = await usedFiles(located, rules);
  const options = { env: places.env, cachedOnly: true } as const;
  return (await fingerprintOf(located.folder, files, options))?.fingerprint ?? null;
}
