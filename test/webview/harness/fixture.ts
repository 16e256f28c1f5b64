import data from '../../fixtures/measured/runs.json';

/** A run as test/fixtures/measured has it; accuracies are percent there. */
export interface FixtureRun {
  readonly name: string;
  readonly spec: readonly number[];
  readonly steps: number;
  readonly batch: number;
  readonly h: number;
  readonly shortcut: string;
  readonly lr: readonly number[];
  readonly growAt: number | null;
  readonly params: number;
  readonly step: readonly number[];
  readonly loss: readonly (number | null)[];
  readonly acc: readonly (number | null)[];
  readonly rate: readonly (number | null)[];
  readonly ips: readonly (number | null)[];
  readonly testStep: readonly number[];
  readonly testLoss: readonly number[];
  readonly testAcc: readonly number[];
  readonly normStep: readonly number[];
  readonly state: readonly (readonly (number | null)[])[];
  readonly residual: readonly (readonly (number | null)[])[];
  readonly gradient: readonly (readonly (number | null)[])[];
  readonly events: readonly FixtureGrowth[];
  readonly end: { readonly kind: string; readonly step: number };
  readonly seconds: number;
}

export interface FixtureGrowth {
  readonly step: number;
  readonly spec: readonly number[];
  readonly h: number;
  readonly provenance: readonly number[];
  readonly accBefore: number;
  readonly accAfter: number;
}

export interface FixtureLesion {
  readonly of: string;
  readonly images: number;
  readonly intact: number;
  readonly each: readonly number[];
  readonly boxImages?: number;
  readonly intact500?: number;
  readonly box?: Readonly<Record<string, readonly number[]>>;
  readonly tau?: readonly (readonly number[])[];
}

const names = ['base', 'deep', 'plain', 'projection', 'no-norm', 'r122', 'r1004'] as const;

export const fixtureRuns: ReadonlyMap<string, FixtureRun> = new Map(
  names.map(name => [name, data[name] as FixtureRun]),
);

export const fixtureLesions: ReadonlyMap<string, FixtureLesion> = new Map([
  ['lesion-base', data.lesionBase],
  ['lesion-deep', data.lesionDeep],
]);

/** Blocks by stage at a step. */
export function blocksAt(run: FixtureRun, step: number): readonly number[] {
  return run.events.findLast(e => e.step <= step)?.spec ?? run.spec;
}

/** `base#2` is a copy of base under another id, for tests with many runs. */
export function fixtureRun(id: string): FixtureRun | undefined {
  return fixtureRuns.get(id.split('#')[0] ?? '');
}
