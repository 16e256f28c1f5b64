import type { Outcome, Part } from './runner.ts';

export interface Report {
  readonly format: 1;
  readonly started: string;
  readonly mode: 'gpu' | 'cpu';
  readonly machine: Readonly<Record<string, unknown>>;
  readonly budgetSeconds: number;
  readonly seconds: number;
  readonly parts: readonly Outcome[];
}

type Row = readonly [name: string, result: string, seconds: string, text: string];

/** The one table: a line for each part, and below it one for each thing that it found. */
export function tableOf(outcomes: readonly Outcome[]): string {
  const rows: Row[] = [
    ['check', 'result', 'seconds', 'what was found'],
    ...outcomes.flatMap((outcome): Row[] => [
      [
        outcome.name,
        outcome.status,
        outcome.seconds.toFixed(1),
        (outcome.reason ?? '').split('\n')[0] ?? '',
      ],
      ...outcome.findings.map(({ name, ok, text }): Row => {
        return [`  ${name}`, ok ? '' : 'WRONG', '', text];
      }),
    ]),
  ];
  const width = (column: 0 | 1 | 2) => Math.max(...rows.map(row => row[column].length));
  const widths = [width(0), width(1), width(2)] as const;
  return rows
    .map(([name, result, seconds, text]) =>
      `${name.padEnd(widths[0])}  ${result.padEnd(widths[1])}  ${seconds.padStart(widths[2])}  ${text}`.trimEnd(),
    )
    .join('\n');
}

/** The last line: how many parts ended how. */
export function summaryOf(outcomes: readonly Outcome[]): string {
  const count = (...statuses: readonly Outcome['status'][]) =>
    outcomes.filter(({ status }) => statuses.includes(status)).length;
  return `${count('ok')} passed, ${count('failed', 'timeout')} failed, ${count('skipped')} skipped`;
}

/** What would be done, for a machine on which it cannot be. */
export function planOf(parts: readonly Part[], budget: number): string {
  const width = Math.max(...parts.map(({ name }) => name.length));
  const lines = parts.map(
    ({ name, plan, limit }) => `  ${name.padEnd(width)}  ${plan} At most ${limit} s.`,
  );
  return [`In at most ${Math.round(budget / 60)} minutes, one after another:`, ...lines].join('\n');
}
