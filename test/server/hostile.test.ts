import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { Random } from '../../src/base/index.ts';
import { codeActions } from '../../src/server/actions/codeActions.ts';
import { codeLenses } from '../../src/server/codeLenses.ts';
import { completion } from '../../src/server/completion/completion.ts';
import { foldingRanges } from '../../src/server/folding.ts';
import { hover } from '../../src/server/hover.ts';
import { inlayHints } from '../../src/server/inlayHints.ts';
import { definition } from '../../src/server/names/definition.ts';
import { rename } from '../../src/server/names/rename.ts';
import { documentSymbols } from '../../src/server/symbols.ts';
import { stateOf } from './marked.ts';

const examples = fileURLToPath(new URL('../../examples', import.meta.url));
const texts = readdirSync(examples)
  .filter(name => name.endsWith('.yaml'))
  .map(name => readFileSync(join(examples, name), 'utf8'));
const pieces = [
  '{',
  '}',
  '[',
  ']',
  ':',
  ' ',
  '\n',
  '---\n',
  '- ',
  '#',
  '"',
  "'",
  '|',
  '&a ',
  '*a',
  '\t',
  '\r\n',
  '<<: ',
  'é',
  '\uE000',
  '\uD800',
  '? ',
  '!x ',
];

/** Asks for everything at a place. */
function ask(text: string, offset: number): void {
  const state = stateOf(text);
  completion(state, offset);
  hover(state, offset);
  definition(state, offset);
  rename(state, offset, 'another name');
  codeActions(state, { start: offset, end: offset });
  codeLenses(state);
  documentSymbols(state);
  foldingRanges(state);
  inlayHints(state, { start: 0, end: text.length });
}

it('answers for 120 broken texts, whatever the place', () => {
  const random = Random.of(4, 'edits');
  for (let i = 0; i < 120; i++) {
    let text = texts[random.below(texts.length)] ?? '';
    for (let edit = random.below(4); edit >= 0; edit--) {
      const at = random.below(text.length + 1);
      const piece = pieces[random.below(pieces.length)] ?? '';
      text = text.slice(0, at) + piece + text.slice(at + random.below(20));
    }
    const offset = random.below(text.length + 1);
    expect(() => ask(text, offset), JSON.stringify([offset, text])).not.toThrow();
  }
});

it.each([
  ['nothing', ''],
  ['one byte order mark', '\uFEFF'],
  ['deep nesting', `network: a\nblock: ${'['.repeat(5000)}`],
  ['aliases that explode', `a: &a [x,x]\nb: &b [${'*a,'.repeat(99)}]\nc: [${'*b,'.repeat(99)}]`],
  [
    'a network too large to count',
    'network: a\nstages: [{blocks: 5000, filters: 1}]'.replace(
      ']',
      `${', {blocks: 5000, filters: 1}'.repeat(9)}]`,
    ),
  ],
])('answers for %s', (_, text) => {
  for (const offset of [0, Math.floor(text.length / 2), text.length])
    expect(() => ask(text, offset)).not.toThrow();
});
