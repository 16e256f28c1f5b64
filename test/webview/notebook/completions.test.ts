import { CompletionContext } from '@codemirror/autocomplete';
import { EditorState } from '@codemirror/state';
import { expect, it } from 'vitest';
import { completions } from '../../../webview/notebook/editor/language.ts';

/** What is offered behind this text, where the server would always offer the default of the key. */
function offered(text: string, explicit = false) {
  const state = EditorState.create({ doc: text });
  const start = text.search(/[^ ]*$/);
  const edit = { start, end: text.length, text: '160' };
  const item = { label: '160', detail: 'default', type: 'constant', documentation: '', edit };
  return completions(new CompletionContext(state, text.length, explicit), {
    complete: () => Promise.resolve([item]),
    openLink: () => undefined,
  });
}

it('offers nothing for a number that is typed, which Enter would replace', async () => {
  for (const text of ['epochs: 6', 'epochs: 60', 'decay: 2e-4', 'rate: -.5', 'seeds: [1, 2'])
    expect(await offered(text), text).toBe(null);
  expect(await offered('epochs: 6', true)).not.toBe(null);
  expect(await offered('epochs: ')).not.toBe(null);
  expect(await offered('data: cifar10')).not.toBe(null);
});

it('drops what was offered for an empty place when a number is typed there', async () => {
  const found = await offered('epochs: ');
  const isValid = found?.validFor;
  if (typeof isValid !== 'function') throw new Error('expected a function');
  const context = new CompletionContext(EditorState.create(), 0, false);
  expect(isValid('6', 8, 9, context as never)).toBe(false);
  expect(isValid('cif', 8, 11, context as never)).toBe(true);
});
