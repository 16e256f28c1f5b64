import { printable, UserError } from '../../base/index.ts';
import type { RunRequest } from '../../record/index.ts';

/**
 * The line that runs the cell of a run again in a terminal, with these settings of the cell, quoted for
 * every shell of this system.
 */
export function commandLine(
  request: RunRequest,
  settings: readonly string[],
  platform: NodeJS.Platform,
): string {
  const { notebook, cell, engine, data } = request;
  if (notebook === null)
    throw new UserError(
      'run.noNotebook',
      `The run ${request.id} has no notebook, so no command line runs it again.`,
    );
  const words = ['run', notebook, `--cell=${cell.name}`, `--engine=${engine.name}`];
  if (!engine.compiled) words.push('--eager');
  if (data.folder !== null) words.push(`--data=${data.folder}`);
  for (const setting of settings) words.push('--set', setting);
  return ['reslab', ...words.map(word => quote(word, platform))].join(' ');
}

/** Names come from files that others may have written: a terminal would obey control characters. */
function quote(word: string, platform: NodeJS.Platform): string {
  if (/[\r\n\t]/.test(word) || printable(word) !== word)
    throw unsafe(word, 'it has control characters');
  return platform === 'win32' ? quoteForWindows(word) : quoteForUnix(word);
}

/**
 * As sh, bash, zsh, fish and csh read it alike: within single quotes fish knows a backslash and csh an
 * exclamation mark, so these stand outside, as a single quote must.
 */
function quoteForUnix(word: string): string {
  if (/^[\w./:+,-][\w./:=+,-]*$/.test(word)) return word;
  return word
    .split(/(['\\!])/)
    .map((part, i) => (i % 2 === 1 ? `\\${part}` : part === '' ? '' : `'${part}'`))
    .join('');
}

/**
 * As PowerShell and cmd.exe read it alike: in double quotes. What one of them obeys there cannot be
 * written for both, the less so as `reslab` is a batch file, whose words cmd.exe reads once more.
 */
function quoteForWindows(word: string): string {
  if (/^[\w=+-]+$|^[\w\\/][\w.:\\/+-]*$/.test(word)) return word;
  const sign = /["&|<>^%!$`\u201c-\u201e]/.exec(word)?.[0];
  if (sign !== undefined) throw unsafe(word, `PowerShell and cmd.exe read ${sign} differently`);
  if (word.endsWith('\\')) throw unsafe(word, 'it ends with a backslash');
  return `"${word}"`;
}

function unsafe(word: string, why: string): UserError {
  return new UserError(
    'run.unsafeName',
    `A command line with '${printable(word)}' is not safe to paste: ${why}.`,
  );
}
