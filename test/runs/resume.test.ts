import fs from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { resumeRequest } from '../../src/runs/index.ts';
import {
  lastCheckpoint,
  createRun,
  describeProcess,
  readRun,
  writeEnding,
} from '../../src/store/index.ts';
import { fromRun, someRequest, temporaryFolder } from '../support/runFolder.ts';

/** A file of the safetensors format with one tensor of so many bytes, cut by some. */
function checkpoint(folder: string, step: number, cut = 0): void {
  const header = Buffer.from('{"w":{"dtype":"F32","shape":[4],"data_offsets":[0,16]}}');
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(header.length));
  const bytes = Buffer.concat([length, header, Buffer.alloc(16)]);
  const name = `step-${String(step).padStart(8, '0')}.safetensors`;
  fs.writeFileSync(path.join(folder, 'checkpoints', name), bytes.subarray(0, bytes.length - cut));
}

async function endedRun(store: string, fields = {}): Promise<string> {
  const folder = await createRun(store, someRequest(fields));
  writeEnding(folder, { ending: 'stopped', step: 0 });
  return folder;
}

it('the last checkpoint is the highest step that is whole', async () => {
  const folder = await endedRun(temporaryFolder());
  expect(lastCheckpoint(folder)).toBeUndefined();
  checkpoint(folder, 500);
  checkpoint(folder, 1000);
  checkpoint(folder, 1500, 1);
  checkpoint(folder, 2000, 60);
  fs.writeFileSync(path.join(folder, 'checkpoints', 'step-00009999.safetensors.tmp'), '');
  expect(lastCheckpoint(folder)?.step).toBe(1000);
});

it('a study that was stopped cannot go on, and says so', async () => {
  const folder = await endedRun(temporaryFolder(), { kind: 'norms' });
  expect(() => resumeRequest(readRun(folder))).toThrow(/is a study, which keeps the rows/);
  const finished = await createRun(temporaryFolder(), someRequest({ kind: 'norms' }));
  writeEnding(finished, { ending: 'finished' });
  expect(() => resumeRequest(readRun(finished))).toThrow(/there is nothing left to do\.$/);
});

it('a resumed run asks for the same, from that checkpoint', async () => {
  const store = temporaryFolder();
  const folder = await endedRun(store);
  expect(() => resumeRequest(readRun(folder))).toThrow(/no checkpoint.*Run its cell again/);
  checkpoint(folder, 500);
  const first = resumeRequest(readRun(folder));
  expect(first).toEqual({ ...someRequest(), ...fromRun(path.basename(folder), 500) });
  // Killed before it had a checkpoint of its own, it is resumed from where it began.
  const second = await endedRun(store, first);
  expect(resumeRequest(readRun(second)).parents).toEqual(first.parents);
});

it('a finished run is not resumed, and says how its weights can be trained on', async () => {
  const folder = await createRun(temporaryFolder(), someRequest());
  checkpoint(folder, 500);
  writeEnding(folder, { ending: 'finished' });
  expect(() => resumeRequest(readRun(folder))).toThrow(/has finished.*`from: /);
});

it('a run that goes on is not resumed', async () => {
  const folder = await createRun(temporaryFolder(), someRequest());
  const engine = { engine: 'cpu', engineVersion: '', device: '', reason: '', settings: {} };
  fs.writeFileSync(
    path.join(folder, 'process.json'),
    JSON.stringify(describeProcess(engine, folder)),
  );
  expect(() => resumeRequest(readRun(folder))).toThrow('still running');
});
