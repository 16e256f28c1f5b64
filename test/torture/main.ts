/**
 * `npm run torture -- [--minutes 10] [--seed N] [--count N] [--only failingWrites,kills]`: does random harm to runs
 * and looks whether anything was lost, said wrongly or left behind. Seed after seed, until the time is over; each that
 * fails is printed with what repeats it, and the exit code is 1.
 */
import { parseArgs } from 'node:util';
import { makeReadyWorld } from './ready.ts';
import { torture } from './torture.ts';
import { buildShim } from './world.ts';

const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '10' },
    seed: { type: 'string' },
    count: { type: 'string', default: '1000000' },
    only: { type: 'string' },
  },
});

async function main(): Promise<number> {
  const shim = buildShim();
  if (shim === null) {
    console.error('Failing writes take a C compiler, `cc`.');
    return 1;
  }
  const first = values.seed === undefined ? Date.now() % 1_000_000 : Number(values.seed);
  const until = performance.now() + 60_000 * Number(values.minutes);
  const ready = await makeReadyWorld();
  let [done, failed] = [0, 0];
  try {
    for (; done < Number(values.count) && performance.now() < until; done++) {
      const seed = first + done;
      try {
        console.log(
          `${seed} ${await torture(seed, { ready, shim, only: values.only?.split(',') })}`,
        );
      } catch (error) {
        failed++;
        const only = values.only === undefined ? '' : ` --only ${values.only}`;
        console.log(`${seed} FAILED ${error instanceof Error ? error.message : String(error)}`);
        console.log(`  again: npm run torture -- --seed ${seed} --count 1${only}`);
      }
    }
  } finally {
    ready.close();
  }
  console.log(`${done} trials, ${failed} failed`);
  return failed === 0 ? 0 : 1;
}

void main().then(code => {
  process.exitCode = code;
});
