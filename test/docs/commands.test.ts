import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { exitCodes } from '../../src/cli/exitCodes.ts';
import { reslab } from '../cli/support/reslab.ts';
import { code, pages, root } from './pages.ts';

const manifest = JSON.parse(fs.readFileSync(path.join(root, 'package.json'), 'utf8')) as {
  readonly scripts: Readonly<Record<string, string>>;
  readonly contributes: { readonly configuration: { readonly properties: object } };
};
/** What has been is not what is: a log of changes may name what went. */
const current = pages().filter(page => page.path !== 'CHANGELOG.md');
const inCode = current.flatMap(page =>
  code(page.text).map(text => ({ page: page.path, text: text.replaceAll('\\|', '|') })),
);

describe('what the documentation names exists', () => {
  it('commands of `reslab`, with the options that they are shown with', async () => {
    const wrong: string[] = [];
    const lines = inCode.filter(({ text }) => /^reslab [a-z]/.test(text));
    expect(lines.length).toBeGreaterThan(20);
    for (const { page, text } of lines) {
      const problem = await problemOf(text.split(/[|;&]/)[0] ?? '');
      if (problem !== null) wrong.push(`${page}: \`${text}\`: ${problem}`);
    }
    expect(wrong).toEqual([]);
  });

  it('scripts of npm', () => {
    const names = inCode.flatMap(({ page, text }) =>
      [...text.matchAll(/\bnpm (?:run ([\w:-]+)|(test|start)\b)/g)].map(match => ({
        page,
        script: match[1] ?? match[2] ?? '',
      })),
    );
    expect(names.length).toBeGreaterThan(8);
    expect(names.filter(({ script }) => !(script in manifest.scripts))).toEqual([]);
  });

  it('files that are run', () => {
    const files = inCode.flatMap(({ page, text }) =>
      [...text.matchAll(/\bnode ((?:test|dist)\/[\w/.-]+\.m?js)/g)].map(match => ({
        page,
        file: (match[1] ?? '').replace(/^dist\/(\w+)\.js$/, 'src/$1/main.ts'),
      })),
    );
    expect(files.length).toBeGreaterThan(3);
    expect(files.filter(({ file }) => !fs.existsSync(path.join(root, file)))).toEqual([]);
  });

  it('settings of the extension', () => {
    const { properties } = manifest.contributes.configuration;
    const names = inCode.flatMap(({ text }) => /^residualLab\.\w+$/.exec(text)?.[0] ?? []);
    expect(names.length).toBeGreaterThan(1);
    expect(names.filter(name => !(name in properties))).toEqual([]);
  });

  it('the exit codes, all of them', () => {
    const table = fs.readFileSync(path.join(root, 'docs/cli.md'), 'utf8').split('## Exit codes')[1];
    const listed = [...(table ?? '').matchAll(/^\| (\d+) \|/gm)].map(match => Number(match[1]));
    expect(listed).toEqual(Object.values(exitCodes));
  });
});

describe('problemOf', () => {
  it.each([
    ['reslab trian FILE', 'trian'],
    ['reslab runs [DIR] [--jsn]', '--jsn'],
    ['reslab queue ad FILE', 'queue ad'],
    ['reslab data fetch NAME', 'fetch'],
  ])('finds %s', async (line, word) => expect(await problemOf(line)).toContain(word));
});

/** What is wrong with a command line of the documentation, or null. */
async function problemOf(line: string): Promise<string | null> {
  const [, name = '', ...rest] = line.replace(/[[\]]/g, ' ').split(/\s+/);
  const { code: status, stdout } = await reslab([name, '--help']);
  if (status !== 0 || !stdout.text.startsWith(`Usage: reslab ${name}`))
    return `there is no command ${name}`;
  // `engine` and `data` hand their options on to a program of their own.
  if (name === 'engine' || name === 'data') {
    const [action = ''] = rest;
    return new RegExp(`\\b${action}\\b`).test(stdout.text) ? null : `no action ${action}`;
  }
  const [action] = rest;
  const isQueue = name === 'queue' && action !== undefined && /^[a-z]+$/.test(action);
  const help = isQueue ? await reslab([name, action, '--help']) : { code: 0, stdout };
  if (help.code !== 0 || (isQueue && !help.stdout.text.startsWith(`Usage: reslab queue ${action}`)))
    return `there is no ${name} ${action}`;
  const options = rest.filter(word => word.startsWith('--'));
  const missing = options.filter(
    option => !new RegExp(`${option}\\b`).test(help.stdout.text) && option !== '--help',
  );
  return missing.length === 0 ? null : `no option ${missing.join(', ')}`;
}
