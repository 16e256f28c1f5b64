import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { jsonLines, runProgram } from '../programs.ts';
import type { Setting } from '../setting.ts';

export type Event = Readonly<Record<string, unknown>>;

/** A store and a notebook of a small network on the digits that ship with us. */
export interface Notebook {
  readonly file: string;
  readonly store: string;
}

export function newNotebook({ work, epochs }: Setting, name: string): Notebook {
  const folder = path.join(work, name);
  mkdirSync(folder, { recursive: true });
  const file = path.join(folder, 'check.resnet.yaml');
  writeFileSync(file, textOf(epochs));
  return { file, store: path.join(folder, '.residual-lab') };
}

const textOf = (epochs: number) => `network: small
input: [28, 28, 1]
classes: 10
stem: {filters: 8, kernel: 3}
stages:
  - {blocks: 1, filters: 8}
  - {blocks: 1, filters: 16, stride: 2}
block: preactivation
shortcut: pad
---
train: check
network: small
data: {set: mnist-sample, train: 800, test: 100}
epochs: ${epochs}
batch: 20
rate: 0.05
norms: 20
evaluate: ${epochs}
checkpoints: {every: ${epochs}}
---
lesion: one block
of: check
remove: each
examples: 100
`;

/** What a run printed, and how it ended. */
export interface Ran {
  readonly code: number | null;
  readonly events: readonly Event[];
  /** The folder of its last run. */
  readonly run: string;
}

export interface ReslabOptions {
  readonly signal: AbortSignal;
  readonly env?: Readonly<Record<string, string>>;
  /** Told each event, with what interrupts the command as Ctrl-C does. */
  readonly onEvent?: (event: Event, interrupt: () => void) => void;
}

/** Runs `reslab ... --json`. @throws Error where it says no ending. */
export async function reslabJson(
  setting: Setting,
  args: readonly string[],
  { signal, env, onEvent }: ReslabOptions,
): Promise<Ran> {
  const { code, stdout, stderr } = await runProgram(
    process.execPath,
    [cliOf(setting), ...args, '--json'],
    {
      env: { ...setting.env, ...env },
      signal,
      onLine: (line, child) => {
        const interrupt = () => void child.kill('SIGINT');
        if (line.startsWith('{')) onEvent?.(JSON.parse(line) as Event, interrupt);
      },
    },
  );
  const events = jsonLines(stdout);
  const end = events.filter(({ event }) => event === 'end').at(-1);
  if (end === undefined) throw new Error(stderr.trim() || 'the command gave no ending');
  return { code, events, run: String(end['run']) };
}

export const cliOf = ({ app }: Setting): string => path.join(app, 'dist/cli.js');

/** The ending of the last run. @throws Error unless it is the expected one. */
export function expectEnding({ events }: Ran, ending: string): void {
  const end = events.filter(({ event }) => event === 'end').at(-1);
  if (end?.['ending'] !== ending)
    throw new Error(`a run ended as ${String(end?.['ending'])}: ${String(end?.['message'])}`);
}

/** The tensors of the last checkpoint of a run, as bytes, without what it says of itself. */
export function lastWeights(run: string): { readonly step: string; readonly bytes: Buffer } {
  const folder = path.join(run, 'checkpoints');
  const name = readdirSync(folder).sort().at(-1) ?? '';
  const file = readFileSync(path.join(folder, name));
  const length = Number(file.readBigUInt64LE(0));
  const header = JSON.parse(file.subarray(8, 8 + length).toString()) as Record<string, unknown>;
  delete header['__metadata__'];
  const named = Buffer.from(JSON.stringify(header));
  return { step: name, bytes: Buffer.concat([named, file.subarray(8 + length)]) };
}

export function readJson(run: string, name: string): Readonly<Record<string, unknown>> {
  return JSON.parse(readFileSync(path.join(run, name), 'utf8')) as Record<string, unknown>;
}
