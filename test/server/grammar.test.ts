import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { kinds, layers } from '../../src/language/index.ts';

interface Rule {
  readonly begin?: string;
  readonly end?: string;
  readonly match?: string;
}

const file = fileURLToPath(new URL('../../media/resnet.tmLanguage.json', import.meta.url));
const text = readFileSync(file, 'utf8');
const grammar = JSON.parse(text) as { repository: Record<string, Rule> };

/** One of a rule's patterns. JavaScript has no `\A`; here every line is a text of its own. */
function pattern(rule: string, part: keyof Rule): RegExp {
  const source = grammar.repository[rule]?.[part];
  expect(source, `${rule}.${part}`).toBeDefined();
  return new RegExp((source ?? '').replace('\\A', '^'));
}

describe('the TextMate grammar', () => {
  it.each([...kinds.keys()].filter(k => k !== 'note'))('knows the kind %s', kind => {
    for (const regex of [pattern('first-cell', 'match'), pattern('cell', 'end')]) {
      expect(regex.exec(`${kind}: two words # c`)?.slice(1, 5)).toEqual([
        kind,
        ':',
        'two words',
        '# c',
      ]);
      expect(regex.exec(`  ${kind}: x`)).toBeNull();
    }
  });

  const forms = [...layers.values()].flatMap(l => l.forms);
  it.each(forms)('knows the layer %s', form => {
    expect(pattern('layer', 'match').exec(form)?.[0]).toBe(form);
    expect(pattern('layer-in-flow', 'match').exec(`  - ${form}`)?.[0]).toBe(`  - ${form}`);
  });
});
