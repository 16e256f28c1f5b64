import { spawnSync } from 'node:child_process';
import { bundleProgram } from '../../support/bundleProgram.ts';

/** What a process said of one thing that it computed. */
export interface Report {
  readonly number: number;
  readonly text?: string;
  readonly way?: string;
  readonly errors?: readonly (number | null)[];
  readonly wrong?: readonly string[];
}

/** The seed of what is drawn; RESIDUAL_LAB_TEST_SEED draws something else. */
export const testSeed = Number(process.env['RESIDUAL_LAB_TEST_SEED'] ?? 1);

/** How many are drawn: this many, times RESIDUAL_LAB_TEST_TIMES. */
export function drawn(count: number): number {
  return count * Number(process.env['RESIDUAL_LAB_TEST_TIMES'] ?? 1);
}

/** The engines, and for TensorFlow both libraries that it computes with. */
export const engines: readonly (readonly [name: string, engine: string, oneDnn: string])[] = [
  ['tensorflow with oneDNN', 'tensorflow', '1'],
  ['tensorflow without oneDNN', 'tensorflow', '0'],
  ['wasm', 'wasm', '0'],
];

/**
 * Runs a program of this folder to its end and returns what was wrong, in words that name the case.
 * A process that does not come to its end is wrong at the case that it was at.
 */
export async function findWrong(
  program: 'opsProgram' | 'networksProgram',
  [engine, oneDnn]: readonly [engine: string, oneDnn: string],
  count: number,
): Promise<{ wrong: string[]; cases: number }> {
  const path = await bundleProgram(`test/engine/random/${program}.ts`, program);
  const child = spawnSync(process.execPath, [path, engine, String(testSeed), '0', String(count)], {
    encoding: 'utf8',
    env: { ...process.env, TF_ENABLE_ONEDNN_OPTS: oneDnn },
    maxBuffer: 1e9,
  });
  const lines = child.stdout.split('\n').filter(line => line.startsWith('{'));
  const said = lines.map(line => JSON.parse(line) as Report & { done?: boolean; error?: string });
  const texts = new Map(said.flatMap(r => (r.text === undefined ? [] : [[r.number, r.text]])));
  const name = (number: number) => `seed ${testSeed}, number ${number}: ${texts.get(number)}`;
  const wrong = said.flatMap(({ number, way, errors, wrong = [] }) => {
    // NaN arrives as null.
    const bad = wrong.length > 0 || errors?.some(e => e === null || e >= 1e-4);
    return bad ? [`${name(number)}; ${way}: ${errors?.join(', ')} ${wrong.join(', ')}`] : [];
  });
  if (said.at(-1)?.done !== true) {
    const how = child.signal ?? said.at(-1)?.error ?? `exit code ${child.status}`;
    wrong.push(`${name(Math.max(...texts.keys()))}; the process ended: ${how} ${child.stderr}`);
  }
  return { wrong, cases: texts.size };
}
