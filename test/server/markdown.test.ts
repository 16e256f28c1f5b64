import MarkdownIt from 'markdown-it';
import { describe, expect, it } from 'vitest';
import { completion } from '../../src/server/completion/completion.ts';
import { hover } from '../../src/server/hover.ts';
import { bold, code } from '../../src/server/markdown.ts';
import type { StoreRun } from '../../src/server/store/storeRun.ts';
import { stateOf } from './marked.ts';

/** As permissive as any editor. */
const markdown = new MarkdownIt({ html: true, linkify: true });

const names = [
  'a` ![x](https://example.org/x.png) `b',
  '`` [click](https://example.org) ``',
  '`',
  '```\n\n[click](command:x)\n```',
  'a\n\n# heading\n\n<img src="https://example.org/x.png">',
  '[click](command:workbench.action.quit)',
  '<https://example.org>',
  '**bold** _x_ ~~y~~',
  '&lt;b&gt; &#96;',
  '\\` [x](y)',
  '| a | b |',
];

/** Kinds of tokens that show or load something else than words. */
function activeTokens(text: string): string[] {
  return markdown
    .parse(text, {})
    .flatMap(token => [token, ...(token.children ?? [])])
    .filter(token => /link|image|html|heading|fence|table/.test(token.type))
    .map(token => `${token.type} ${token.content}`);
}

const spansOf = (text: string) =>
  markdown
    .parseInline(text, {})
    .flatMap(token => token.children ?? [])
    .map(token => [token.type, token.content]);

it.each(names)('is a code span and nothing else: %j', name => {
  const shown = name.replace(/\s+/g, ' ').trim();
  expect(spansOf(code(name))).toEqual([['code_inline', shown]]);
});

it.each(names)('is bold and nothing else: %j', name => {
  expect(activeTokens(bold(name))).toEqual([]);
  expect(markdown.renderInline(bold(name))).toMatch(/^<strong>[^<]*<\/strong>$/);
});

describe.each(names)('a notebook with the name %j', name => {
  const text = JSON.stringify(name);
  const source = [
    `network: ${text}`,
    'preset: resnet',
    `${text}: 1`,
    '---',
    `train: ${text}`,
    `network: ${text}`,
    `data: ${text}`,
    `from: ${text}`,
    '---',
    'lesion: l',
    `of: ${text}`,
  ].join('\n');
  const runs = [{ id: 'r', kind: 'train', cell: name, variant: { seed: 1 }, state: 'finished' }];
  const state = stateOf(source, runs as unknown as StoreRun[]);
  const offsets = Array.from({ length: source.length + 1 }, (_, i) => i);

  it('shows no link, picture or HTML of it in a hover', () => {
    const plain = activeTokens(hoverOf(stateOf('network: a\npreset: resnet'), 9));
    for (const offset of offsets)
      for (const token of activeTokens(hoverOf(state, offset)))
        expect(token).toMatch(/^table|^fence/);
    expect(plain.every(token => token.startsWith('table'))).toBe(true);
  });

  it('shows none in what is offered to be written', () => {
    for (const offset of offsets)
      for (const { documentation } of completion(state, offset)?.items ?? [])
        if (typeof documentation === 'object')
          for (const token of activeTokens(documentation.value))
            expect(token).not.toMatch(/image|html|example\.org|command:/);
  });
});

function hoverOf(state: ReturnType<typeof stateOf>, offset: number): string {
  const contents = hover(state, offset)?.contents;
  return contents !== undefined && typeof contents === 'object' && 'value' in contents
    ? contents.value
    : '';
}
