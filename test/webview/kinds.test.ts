import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { studies } from '../../src/language/index.ts';

const kinds: readonly string[] = studies.map(({ kind }) => kind);

/** In prose and in names of icons `compare` is a verb. */
const verb = 'compare';

/** Words of each text in quotes of a file that are kinds of studies: `lesion` of `'reslab-lesion-result'`. */
function kindsIn(text: string): string[] {
  const quoted = text.match(/'[^'\n]*'|"[^"\n]*"|`[^`]*`/g) ?? [];
  return quoted.flatMap(each => {
    const inside = each.slice(1, -1);
    const isProse = inside.includes(' ') || inside === 'compare-changes';
    const words = inside.split(/[^A-Za-z]+/).filter(word => kinds.includes(word));
    return isProse ? words.filter(word => word !== verb) : words;
  });
}

it('no file of the pages names a study', () => {
  const files = readdirSync('webview', { recursive: true, encoding: 'utf8' }).filter(name =>
    /\.(ts|css)$/.test(name),
  );
  expect(files.length).toBeGreaterThan(100);
  const found = files.flatMap(name =>
    kindsIn(readFileSync(join('webview', name), 'utf8')).map(kind => `${name}: ${kind}`),
  );
  expect(found).toEqual([]);
});

it('is seen where a file does, and not in other words', () => {
  for (const kind of kinds) {
    expect(kindsIn(`const tag = 'reslab-${kind}-result';`)).toEqual([kind]);
    expect(kindsIn(`if (cell.kind === "${kind}")`)).toEqual([kind]);
    expect(kindsIn(`const tag = '${kind}s'; // ${kind}`)).toEqual([]);
  }
  expect(kindsIn("'Only base has a run so far: nothing to compare.'")).toEqual([]);
});
