import { UserError } from '../../base/index.ts';
import { applySettings, didYouMean, kinds } from '../../language/index.ts';
import type { RunnableCell } from '../../runs/index.ts';

/**
 * The text with `--set key=value` written into every chosen cell whose kind has that key.
 *
 * @throws UserError `usage.set` for a key that none of them has, or what is no setting.
 */
export function withSettings(
  text: string,
  cells: readonly RunnableCell[],
  settings: readonly string[],
): string {
  let current = text;
  for (const setting of settings) {
    if (!setting.includes('='))
      throw new UserError(
        'usage.set',
        `--set ${setting}: write key=value, e.g. --set epochs=1 or --set optimizer.momentum=0.8.`,
      );
    const key = /^[^.=]*/.exec(setting)?.[0].trim() ?? '';
    const chosen = cells.filter(({ kind }) => keysOf(kind).includes(key));
    if (chosen.length === 0) throw unknownKey(setting, key, cells);
    for (const { cell } of chosen) {
      const result = applySettings(current, cell.name, [setting]);
      const [problem] = result.diagnostics;
      if (problem !== undefined) throw new UserError('usage.set', `--set: ${problem.message}`);
      current = result.text;
    }
  }
  return current;
}

/** The keys that a cell of this kind may have. */
function keysOf(kind: string): readonly string[] {
  const schema = kinds.get(kind)?.schema as { properties?: object } | undefined;
  return Object.keys(schema?.properties ?? {});
}

function unknownKey(setting: string, key: string, cells: readonly RunnableCell[]): UserError {
  const keys = [...new Set(cells.flatMap(({ kind }) => keysOf(kind)))];
  const guess = didYouMean(key, keys) || ` Keys: ${keys.join(', ')}.`;
  const where =
    cells.length === 1 ? `the cell '${cells[0]?.cell.name ?? ''}'` : 'no cell that runs';
  const has = cells.length === 1 ? 'has no key' : 'has a key';
  return new UserError('usage.set', `--set ${setting}: ${where} ${has} '${key}'.${guess}`);
}
