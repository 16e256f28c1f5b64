import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { Random } from '../../../../src/base/index.ts';
import { readInstallation } from '../../../../src/engine/native/installed.ts';
import { bundleProgram } from '../../../support/bundleProgram.ts';
import { CONTENT } from './fakeWheels.ts';

const ROUNDS = 30;

it(`killed at ${ROUNDS} random moments, an install leaves nothing that looks whole and is not`, async () => {
  const program = await bundleProgram(
    'test/engine/native/install/killedInstall.ts',
    'killedInstall',
  );
  const engines = mkdtempSync(join(tmpdir(), 'killed-'));
  const target = join(engines, 'runtime');
  try {
    let whole = await run(program, engines, Infinity);
    rmSync(target, { recursive: true });
    const random = Random.of(1, 'kill');
    let [killed, complete] = [0, 0];
    for (let round = 0; round < ROUNDS; round++) {
      // How long it takes depends on what else the machine does, so it is measured again and again.
      const spared = round % 5 === 4;
      const after = spared ? Infinity : random.float() * whole;
      const milliseconds = await run(program, engines, after);
      if (milliseconds === Infinity) killed++;
      else if (spared) whole = milliseconds;
      if (readInstallation(target) === null) continue;
      complete++;
      for (const [path, content] of Object.entries(CONTENT))
        expect(readFileSync(join(target, path)).equals(content), `${path}, ${round}`).toBe(true);
      if (round % 2 === 0) rmSync(target, { recursive: true });
    }
    expect(killed).toBeGreaterThan(0);
    expect(complete).toBeGreaterThanOrEqual(ROUNDS / 5);
    await run(program, engines, Infinity);
    expect(readdirSync(engines)).toEqual(['runtime']);
  } finally {
    rmSync(engines, { recursive: true });
  }
}, 240_000);

/** Runs the program and kills it after some milliseconds; how long it took, or Infinity if killed. */
async function run(program: string, engines: string, killAfter: number): Promise<number> {
  const started = performance.now();
  const child = spawn(process.execPath, [program, engines], { stdio: 'inherit' });
  const ended = new Promise<boolean>(resolve => child.once('close', code => resolve(code === 0)));
  if (killAfter !== Infinity)
    void sleep(killAfter, undefined, { ref: false }).then(() => child.kill('SIGKILL'));
  return (await ended) ? performance.now() - started : Infinity;
}
