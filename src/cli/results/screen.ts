import type { Screen } from '../../figures/index.ts';
import type { Io } from '../io.ts';

/** Where nobody says how wide a line is: a pipe or a file. */
const usualColumns = 100;

/** What the terminal of a command shows. */
export function screenOf({ stdout, env }: Pick<Io, 'stdout' | 'env'>): Screen {
  return { columns: stdout.columns ?? usualColumns, isUnicode: isUnicode(env) };
}

/** A locale that is named has to be one of Unicode; where none is, UTF-8 is what Node writes. */
function isUnicode(env: NodeJS.ProcessEnv): boolean {
  if (env['TERM'] === 'dumb') return false;
  const locale = [env['LC_ALL'], env['LC_CTYPE'], env['LANG']].find(
    v => v !== undefined && v !== '',
  );
  return locale === undefined || /utf-?8/i.test(locale);
}
