export interface Report {
  readonly facts: Readonly<Record<string, string>>;
  /** What `engine info` prints. */
  readonly engine: string;
  readonly log: string;
}

/** The report as Markdown. The home folder is written `~`: its name is often that of a person. */
export function formatReport({ facts, engine, log }: Report, home: string): string {
  const text = [
    '## Residual Lab: diagnostics report',
    '',
    ...Object.entries(facts).map(([name, value]) => `- ${name}: ${value}`),
    '',
    '### Engine',
    '',
    '```text',
    engine.trimEnd(),
    '```',
    '',
    '### Log',
    '',
    '```text',
    log.trimEnd() || '(empty)',
    '```',
    '',
  ].join('\n');
  return home.length > 1 ? text.replaceAll(home, '~') : text;
}
