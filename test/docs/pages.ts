import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';

export const root = path.join(import.meta.dirname, '../..');

export interface Page {
  /** Path from the root of the repository, with `/`. */
  readonly path: string;
  readonly text: string;
}

/** Every page of documentation that belongs to the repository, whether committed yet or not. */
export function pages(): readonly Page[] {
  const listed = execFileSync(
    'git',
    ['ls-files', '--cached', '--others', '--exclude-standard', '*.md'],
    { cwd: root, encoding: 'utf8' },
  );
  return [...new Set(listed.split('\n'))]
    .filter(file => file !== '' && fs.existsSync(path.join(root, file)))
    .map(file => ({ path: file, text: fs.readFileSync(path.join(root, file), 'utf8') }));
}

/** The text without fenced blocks of code. */
export const prose = (text: string): string => text.replace(/^( *)```[\s\S]*?^\1```$/gm, '');

/** What stands in code: fenced blocks line by line, and spans. */
export function code(text: string): readonly string[] {
  const fenced = [...text.matchAll(/^ *```.*\n([\s\S]*?)^ *```$/gm)].flatMap(m =>
    (m[1] ?? '').split('\n'),
  );
  const spans = [...prose(text).matchAll(/`([^`\n]+)`/g)].map(m => m[1] ?? '');
  return [...fenced, ...spans];
}

/** The anchors of a page, as GitHub and VS Code make them of its headings. */
export function anchors(text: string): ReadonlySet<string> {
  const headings = [...prose(text).matchAll(/^#+ +(.+)$/gm)].map(m => m[1] ?? '');
  return new Set(
    headings.map(heading =>
      heading
        .trim()
        .toLowerCase()
        .replace(/[^\p{L}\p{N}\s_-]/gu, '')
        .replace(/\s/g, '-'),
    ),
  );
}
