import { expect, it } from 'vitest';
import type { Query } from '../../../src/protocol/index.ts';
import type { Answer, DataSource } from '../../../webview/base/context.ts';
import { Answers } from '../../../webview/notebook/results/shared/answers.ts';

const host = () => {
  const count = { updates: 0 };
  const controllers = {
    addController: () => {},
    removeController: () => {},
    requestUpdate: () => void count.updates++,
    updateComplete: Promise.resolve(true),
  };
  return { controllers, count };
};

const study = (run: string): Query => ({ kind: 'trained', run, blocks: null });

it('keeps what is asked, changes what changed and closes the rest', () => {
  const log: string[] = [];
  const tell = new Map<string, (answer: Answer<Query>) => void>();
  const source: DataSource = {
    subscribe: (query, onData) => {
      const { run } = query as { run: string };
      log.push(`open ${run}`);
      // Each answer is of the kind of its query.
      tell.set(run, onData as (answer: Answer<Query>) => void);
      onData({ kind: 'none', reason: 'not yet' });
      return {
        update: next => log.push(`ask ${(next as { run: string }).run}`),
        close: () => log.push(`close ${run}`),
      };
    },
  };
  const { controllers, count } = host();
  const answers = new Answers(controllers);
  answers.ask(source, { a: study('one'), b: study('two') });
  expect(answers.get('a', 'trained')).toEqual({ kind: 'none', reason: 'not yet' });
  answers.ask(source, { a: study('one'), b: study('three') });
  answers.ask(source, { a: study('one') });
  expect(log).toEqual(['open one', 'open two', 'ask three', 'close two']);
  const before = count.updates;
  tell.get('one')?.({ kind: 'none', reason: 'still not' });
  expect(answers.get('a', 'trained')).toMatchObject({ reason: 'still not' });
  expect(count.updates).toBe(before + 1);
  answers.hostDisconnected();
  expect(log.at(-1)).toBe('close one');
  expect(answers.get('a', 'trained')).toBeNull();
});
