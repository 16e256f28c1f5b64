import path from 'node:path';
import { parseDataRecord, type DataFingerprint, type DataRecord } from '../record/index.ts';
import { createExclusively, readText } from '../system/index.ts';
import type { Run } from './readRun.ts';

const fileName = 'data.json';

/** What a run has read, as it wrote it down; null: it did not come to that, an earlier version did not, or the file is damaged. */
export function readDataRecord(folder: string): DataRecord | null {
  const text = readText(path.join(folder, fileName));
  const parsed = text === undefined ? null : parseDataRecord(text);
  return parsed?.ok === true ? parsed.value : null;
}

/** Throws the error of the system. */
export function writeDataRecord(folder: string, record: DataRecord): void {
  createExclusively(path.join(folder, fileName), `${JSON.stringify(record)}\n`);
}

/** What the data of a run are told by; null: nobody wrote it down. */
export function fingerprintOfRun(run: Pick<Run, 'folder' | 'request'>): DataFingerprint | null {
  return run.request.data.fingerprint ?? readDataRecord(run.folder)?.fingerprint ?? null;
}
