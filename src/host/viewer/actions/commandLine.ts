import { printable, UserError } from '../../../base/index.ts';
import type { RunRequest } from '../../../record/index.ts';

/**
 * The line that runs the cell of a run again in a terminal, with these settings of the cell, quoted for
 * the shell of this system.
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
    throw new UserError(
      'run.unsafeName',
      `A command line with '${printable(word)}' is not safe to paste: it has control characters.`,
    );
  if (/^[\w./:=+,-]+$/.test(word)) return word;
  return platform === 'win32'
    ? `'${word.replaceAll("'", "''")}'`
    : `'${word.replaceAll("'", "'\\''")}'`;
}
