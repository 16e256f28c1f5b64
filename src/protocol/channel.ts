/** Tells whether something that came over a wire has the promised shape. */
export type Check<T> = (value: unknown) => value is T;

/** What a view may ask: by method what goes with the question and what comes back. */
export type Requests<R> = { readonly [K in keyof R]: readonly [params: unknown, answer: unknown] };

/** One end of a wire that keeps the order of messages. */
export interface Port {
  post(message: unknown): void;
  /** Returns how to stop listening. */
  listen(onMessage: (message: unknown) => void): () => void;
}

export interface Asker<R extends Requests<R>> {
  /** Ends once: with the answer, or with a `ChannelProblem` that says why there is none. */
  ask<K extends keyof R & string>(method: K, params: R[K][0]): Promise<R[K][1]>;
  /** What is still open ends with a problem. */
  close(): void;
}

/** Why a question has no answer, as a sentence for people. */
export class ChannelProblem extends Error {}

type Wire =
  | { readonly wire: 'ask'; readonly id: number; readonly method: string; readonly params: unknown }
  | { readonly wire: 'answer'; readonly id: number; readonly answer: unknown }
  | { readonly wire: 'problem'; readonly id: number; readonly message: string }
  | { readonly wire: 'tell'; readonly told: unknown };

/** Says something that needs no answer. */
export function tell(port: Port, told: unknown): void {
  port.post({ wire: 'tell', told } satisfies Wire);
}

export interface AskerOptions<R extends Requests<R>, Told> {
  readonly answers: { readonly [K in keyof R]: Check<R[K][1]> };
  readonly told: Check<Told>;
  readonly onTold: (told: Told) => void;
  /** A message had no known shape; it was dropped. */
  readonly onInvalid: (what: string) => void;
}

/** The end that asks, in the view. */
export function createAsker<R extends Requests<R>, Told>(
  port: Port,
  { answers, told, onTold, onInvalid }: AskerOptions<R, Told>,
): Asker<R> {
  interface Open {
    readonly check: Check<unknown>;
    readonly method: string;
    readonly resolve: (answer: never) => void;
    readonly reject: (problem: ChannelProblem) => void;
  }
  const open = new Map<number, Open>();
  let next = 1;
  let isClosed = false;
  const stop = port.listen(message => {
    if (!isWire(message)) return onInvalid('a message of unknown shape');
    if (message.wire === 'tell')
      return told(message.told) ? onTold(message.told) : onInvalid('news of unknown shape');
    if (message.wire === 'ask') return onInvalid('a question to the view');
    const asked = open.get(message.id);
    if (asked === undefined) return onInvalid(`a second answer to question ${message.id}`);
    open.delete(message.id);
    if (message.wire === 'problem') return asked.reject(new ChannelProblem(message.message));
    if (asked.check(message.answer)) return asked.resolve(message.answer as never);
    onInvalid(`the answer to '${asked.method}'`);
    asked.reject(new ChannelProblem(`The answer to '${asked.method}' could not be understood.`));
  });
  return {
    ask(method, params) {
      if (isClosed) return Promise.reject(new ChannelProblem('This view was closed.'));
      const id = next++;
      return new Promise((resolve, reject) => {
        open.set(id, { check: answers[method], method, resolve, reject });
        port.post({ wire: 'ask', id, method, params } satisfies Wire);
      });
    },
    close() {
      isClosed = true;
      stop();
      for (const { reject } of open.values()) reject(new ChannelProblem('This view was closed.'));
      open.clear();
    },
  };
}

export interface AnswererOptions<R extends Requests<R>, Told> {
  readonly params: { readonly [K in keyof R]: Check<R[K][0]> };
  readonly told: Check<Told>;
  readonly handlers: { readonly [K in keyof R]: (params: R[K][0]) => Promise<R[K][1]> };
  readonly onTold: (told: Told) => void;
  readonly onInvalid: (what: string) => void;
  /** The sentence for the view; it may also be shown or logged here. */
  readonly onError: (method: string, error: unknown) => string;
}

/** The end that answers, in the host. Each question is answered once, whatever its handler does. */
export function createAnswerer<R extends Requests<R>, Told>(
  port: Port,
  { params, told, handlers, onTold, onInvalid, onError }: AnswererOptions<R, Told>,
): { close(): void } {
  let isClosed = false;
  const post = (message: Wire) => {
    if (!isClosed) port.post(message);
  };
  const answer = async (id: number, method: keyof R & string, given: unknown) => {
    if (!Object.hasOwn(handlers, method) || !params[method](given)) {
      onInvalid(`the question '${method}'`);
      post({ wire: 'problem', id, message: `The question '${method}' could not be understood.` });
      return;
    }
    try {
      post({ wire: 'answer', id, answer: await handlers[method](given) });
    } catch (error) {
      post({ wire: 'problem', id, message: onError(method, error) });
    }
  };
  const stop = port.listen(message => {
    if (!isWire(message)) return onInvalid('a message of unknown shape');
    if (message.wire === 'ask')
      return void answer(message.id, message.method as never, message.params);
    if (message.wire !== 'tell') return onInvalid('an answer to the host');
    return told(message.told) ? onTold(message.told) : onInvalid('a notice of unknown shape');
  });
  return {
    close() {
      isClosed = true;
      stop();
    },
  };
}

function isWire(message: unknown): message is Wire {
  if (typeof message !== 'object' || message === null) return false;
  const { wire, id, method } = message as Record<string, unknown>;
  if (wire === 'tell') return true;
  if (typeof id !== 'number') return false;
  return wire === 'answer' || wire === 'problem' || (wire === 'ask' && typeof method === 'string');
}
