import { expect, it } from 'vitest';
import { makeReadyWorld } from './ready.ts';
import { torture, trials } from './torture.ts';
import { buildShim, canRun } from './world.ts';

const shim = canRun ? buildShim() : null;

/** `npm run torture` goes on where these end. On a busy machine fewer are tried. */
const seeds = Array.from({ length: 16 }, (_, i) => i + 1);
const mostMs = 50_000;

it.skipIf(shim === null)(
  'a minute of random harm leaves every run whole or honest (skipped where dist/ is not built, or without cc)',
  { timeout: 240_000 },
  async () => {
    const ready = await makeReadyWorld();
    const began = performance.now();
    const failed: string[] = [];
    let done = 0;
    try {
      for (const seed of seeds) {
        if (performance.now() - began > mostMs) break;
        done++;
        await torture(seed, { ready, shim: shim ?? '' }).catch((error: unknown) => {
          failed.push(`npm run torture -- --seed ${seed} --count 1\n${String(error)}`);
        });
      }
    } finally {
      ready.close();
    }
    console.log(`${done} of ${seeds.length} trials, of ${Object.keys(trials).length} kinds`);
    expect(failed).toEqual([]);
  },
);
