import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { importsOf, type SourceText } from '../../support/layers/imports.ts';

const root = path.join(import.meta.dirname, '..', '..', '..');
const sources: SourceText[] = ['src', 'webview'].flatMap(folder =>
  fs
    .readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter(name => name.endsWith('.ts'))
    .map(name => `${folder}/${name.split(path.sep).join('/')}`)
    .map(name => ({ path: name, text: fs.readFileSync(path.join(root, name), 'utf8') })),
);

/** Who may do what starts a program, a thread or text as a program; elsewhere it is a mistake. */
const rules: readonly (readonly [what: RegExp, who: RegExp])[] = [
  [/child_process/, /^src\/system\/programs\//],
  [/\b(?:node:)?cluster['"]/, /^$/],
  // The data loader is our own bundle beside the engine's.
  [/\bnew Worker\b/, /^src\/engine\/data\/batches\/loaderThread\.ts$/],
  [/worker_threads/, /^src\/engine\/data\/(?:batches\/loaderThread|loaderWorker)\.ts$/],
  [/\b(?:process\s*\.\s*(?:binding|dlopen|execve)|process\[)/, /^$/],
  [/\bnew Function\b|(?<![.\w])eval\(/, /^$/],
  [/\bnode:(?:vm|repl)\b/, /^$/],
  // There it is closed where somebody opened it, and never opened.
  [/\bnode:inspector\b/, /^src\/system\/signals\.ts$/],
  [/\bcreateRequire\b/, /^src\/engine\//],
  [/\b(?:createTerminal|executeTask|sendText)\b/, /^$/],
  [/\bshell:\s*true\b/, /^$/],
  // What is printed passes printLine, printJson, printOver or printData.
  [
    /\bstd(?:out|err)\.write\b|\bconsole\.(?:log|info|warn|error)\b/,
    /^src\/(?:cli\/(?:main|program)|server\/server)\.ts$|^webview\//,
  ],
];

describe('the sources', () => {
  it('are there to be looked at', () => expect(sources.length).toBeGreaterThan(300));

  it.each(rules)('have %s only where it belongs', (what, who) => {
    const found = sources.flatMap(({ path, text }) =>
      text
        .split('\n')
        .flatMap((line, i) =>
          !who.test(path) && what.test(withoutComment(line)) ? [`${path}:${i + 1}: ${line}`] : [],
        ),
    );
    expect(found).toEqual([]);
  });

  it('import no package that starts programs', () => {
    const starters = /^(?:execa|cross-spawn|shelljs|node-pty|zx|tinyexec|open|which)$/;
    const found = sources.flatMap(importsOf).filter(({ isOwn, to }) => !isOwn && starters.test(to));
    expect(found).toEqual([]);
  });

  it('say what a place that must not be looks like', () => {
    const [starts] = rules[0] ?? [];
    expect(starts?.test("const { spawn } = await import('node:child_process');")).toBe(true);
    expect(starts?.test("require('child_process')")).toBe(true);
  });
});

function withoutComment(line: string): string {
  return line.replace(/^\s*(?:\/\/|\/?\*).*/, '');
}
