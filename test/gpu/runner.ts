/** How parts of `npm run gpu-check` follow each other: each with a time limit, all within a budget. */

export interface PartContext {
  /** Aborted when the part's time is up: its programs must end then. */
  readonly signal: AbortSignal;
  /** Seconds from the beginning of the part until then. */
  readonly seconds: number;
  /** Keeps a line of the table; what a part that fails later has found so far counts, too. */
  readonly found: (row: Finding) => void;
}

/** One line of the table. */
export interface Finding {
  readonly name: string;
  readonly ok: boolean;
  /** For people. */
  readonly text: string;
  /** For the JSON file; numbers in the units that their names say. */
  readonly values?: Readonly<Record<string, unknown>>;
}

export interface Part {
  readonly name: string;
  /** What it does and what would make it fail, in a sentence. */
  readonly plan: string;
  /** Seconds. */
  readonly limit: number;
  readonly run: (context: PartContext) => Promise<void>;
}

/** A part throws this where the machine lacks something that the other parts do without. */
export class Lacks extends Error {}

export interface Outcome {
  readonly name: string;
  readonly status: 'ok' | 'failed' | 'timeout' | 'skipped';
  readonly seconds: number;
  /** Why it is not ok, in a sentence. */
  readonly reason: string | null;
  readonly findings: readonly Finding[];
}

export interface RunnerOptions {
  /** Seconds for all parts. */
  readonly budget: number;
  /** Told after each part. */
  readonly onOutcome: (outcome: Outcome) => void;
  /** Seconds that a part has for ending after its time is up; then the next one begins all the same. */
  readonly grace?: number;
}

/** Runs parts one after another, whatever becomes of each. What the budget has no time for is skipped. */
export async function runParts(
  parts: readonly Part[],
  { budget, onOutcome, grace = 5 }: RunnerOptions,
): Promise<readonly Outcome[]> {
  const began = performance.now();
  const outcomes: Outcome[] = [];
  for (const part of parts) {
    const left = budget - (performance.now() - began) / 1000;
    const outcome = await runPart(part, Math.min(part.limit, left), grace);
    outcomes.push(outcome);
    onOutcome(outcome);
  }
  return outcomes;
}

/** Less than this is no time for any part. */
const shortest = 1;

async function runPart(part: Part, seconds: number, grace: number): Promise<Outcome> {
  const findings: Finding[] = [];
  const began = performance.now();
  const outcome = (status: Outcome['status'], reason: string | null): Outcome => ({
    name: part.name,
    status,
    seconds: (performance.now() - began) / 1000,
    reason,
    findings: [...findings],
  });
  if (seconds < shortest) return outcome('skipped', 'no time is left');
  const controller = new AbortController();
  const timeUp = later(1000 * seconds);
  const context: PartContext = {
    signal: controller.signal,
    seconds,
    found: row => void findings.push(row),
  };
  const ran = Promise.resolve()
    .then(() => part.run(context))
    .then(
      () => null,
      (error: unknown) => ({ error }),
    );
  try {
    const first = await Promise.race([ran, timeUp.promise]);
    if (first === timeUp.value) {
      controller.abort();
      const dying = later(1000 * grace);
      await Promise.race([ran, dying.promise]);
      dying.clear();
      return outcome('timeout', `it took longer than its ${Math.round(seconds)} s`);
    }
    const failure = first as { readonly error: unknown } | null;
    if (failure !== null) {
      const skipped = failure.error instanceof Lacks;
      return outcome(skipped ? 'skipped' : 'failed', messageOf(failure.error));
    }
    const wrong = findings.filter(({ ok }) => !ok).map(({ name }) => name);
    return wrong.length > 0 ? outcome('failed', `wrong: ${wrong.join(', ')}`) : outcome('ok', null);
  } finally {
    timeUp.clear();
    controller.abort();
  }
}

function later(ms: number) {
  const value = Symbol('later');
  let timer: NodeJS.Timeout | undefined;
  const promise = new Promise<symbol>(resolve => (timer = setTimeout(() => resolve(value), ms)));
  return { value, promise, clear: () => clearTimeout(timer) };
}

function messageOf(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return text.trim() === '' ? 'it failed and did not say why' : text.trim();
}
