import { expect, it } from 'vitest';
import {
  ChannelProblem,
  createAnswerer,
  checkOf,
  createAsker,
  type Port,
  tell,
} from '../../src/protocol/index.ts';
import { count, shape, text } from '../../src/untrusted/index.ts';

interface Sums {
  double: [{ readonly n: number }, { readonly twice: number }];
}
const params = { double: checkOf(shape({ n: count })) };
const isText = checkOf(text());
const answers = { double: checkOf(shape({ twice: count })) };

/** Two ends; what one posts, the other hears in a later turn, as JSON would carry it. */
function wire(): [Port, Port] {
  const listeners: [Set<(m: unknown) => void>, Set<(m: unknown) => void>] = [new Set(), new Set()];
  const end = (own: 0 | 1): Port => ({
    post: message => {
      const copy: unknown = JSON.parse(JSON.stringify(message));
      queueMicrotask(() => listeners[own === 0 ? 1 : 0].forEach(listener => listener(copy)));
    },
    listen: listener => {
      listeners[own].add(listener);
      return () => listeners[own].delete(listener);
    },
  });
  return [end(0), end(1)];
}

function connect(double: (params: { readonly n: number }) => Promise<{ readonly twice: number }>) {
  const [view, host] = wire();
  const strange: string[] = [];
  const told: string[] = [];
  const onInvalid = (what: string) => strange.push(what);
  const answerer = createAnswerer<Sums, string>(host, {
    params,
    told: isText,
    handlers: { double },
    onTold: text => told.push(text),
    onInvalid,
    onError: (_method, error) => `It failed: ${String(error)}`,
  });
  const asker = createAsker<Sums, string>(view, {
    answers,
    told: isText,
    onTold: text => told.push(text),
    onInvalid,
  });
  return { view, host, asker, answerer, strange, told };
}

it('answers each question once, also out of order', async () => {
  const waiting = new Map<number, () => void>();
  const { asker } = connect(
    ({ n }) => new Promise(resolve => waiting.set(n, () => resolve({ twice: 2 * n }))),
  );
  const asked = [asker.ask('double', { n: 1 }), asker.ask('double', { n: 2 })];
  await Promise.resolve();
  waiting.get(2)?.();
  waiting.get(1)?.();
  expect(await Promise.all(asked)).toEqual([{ twice: 2 }, { twice: 4 }]);
});

it('ends a question with a sentence where the handler fails', async () => {
  const { asker } = connect(() => Promise.reject(new RangeError('too large')));
  await expect(asker.ask('double', { n: 1 })).rejects.toThrow('It failed: RangeError: too large');
});

it('ends open questions when the view closes', async () => {
  const { asker } = connect(() => new Promise(() => undefined));
  const asked = asker.ask('double', { n: 1 });
  asker.close();
  await expect(asked).rejects.toThrow(ChannelProblem);
  await expect(asker.ask('double', { n: 1 })).rejects.toThrow('closed');
});

it('refuses what has the wrong shape on both sides', async () => {
  const wrong = connect(() => Promise.resolve({ twice: -1 }));
  await expect(wrong.asker.ask('double', { n: 0.5 })).rejects.toThrow('could not be understood');
  await expect(wrong.asker.ask('double', { n: 1 })).rejects.toThrow('could not be understood');
  expect(wrong.strange).toEqual(["the question 'double'", "the answer to 'double'"]);
});

it('drops messages that nobody knows, and goes on', async () => {
  const { view, host, asker, strange, told } = connect(({ n }) =>
    Promise.resolve({ twice: 2 * n }),
  );
  view.post(null);
  view.post({ wire: 'ask', id: 71, method: 'toString', params: {} });
  view.post({ wire: 'answer', id: 71, answer: {} });
  host.post({ wire: 'answer', id: 99, answer: {} });
  tell(view, 12);
  tell(view, 'hello');
  tell(host, 'and back');
  expect(await asker.ask('double', { n: 4 })).toEqual({ twice: 8 });
  expect(told).toEqual(['hello', 'and back']);
  expect(strange).toHaveLength(6);
});

it('says nothing more after the host has closed', async () => {
  let finish = () => {};
  const { view, answerer } = connect(
    () => new Promise(resolve => (finish = () => resolve({ twice: 1 }))),
  );
  const heard: unknown[] = [];
  view.listen(message => heard.push(message));
  view.post({ wire: 'ask', id: 5, method: 'double', params: { n: 1 } });
  await Promise.resolve();
  answerer.close();
  finish();
  await new Promise(resolve => setImmediate(resolve));
  expect(heard).toEqual([]);
});
