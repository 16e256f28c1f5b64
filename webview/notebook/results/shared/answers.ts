import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Data, Query } from '../../../../src/protocol/index.ts';
import type { DataSource, Subscription } from '../../../base/context.ts';

interface Open {
  readonly subscription: Subscription<Query>;
  query: string;
  answer: Data | null;
}

/** What an element asks of the host, by name; the element updates whenever an answer comes. */
export class Answers implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  readonly #open = new Map<string, Open>();
  #source: DataSource | null = null;

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
    host.addController(this);
  }

  hostConnected(): void {
    // Subscriptions begin again with the next update.
    if (this.#source !== null) this.#host.requestUpdate();
  }

  hostDisconnected(): void {
    this.#closeAll();
  }

  /**
   * Asks exactly these queries from now on, and keeps those that stand already. A changed query
   * keeps the answer of the one before until its own comes.
   */
  ask(source: DataSource, queries: Readonly<Record<string, Query>>): void {
    if (source !== this.#source) this.#closeAll();
    this.#source = source;
    for (const [name, open] of this.#open)
      if (!(name in queries)) {
        open.subscription.close();
        this.#open.delete(name);
      }
    for (const [name, query] of Object.entries(queries)) this.#askOne(source, name, query);
  }

  /** Null before the first answer. `kind` is that of the query of this name. */
  get<K extends Query['kind']>(name: string, kind: K): Extract<Data, { kind: K | 'none' }> | null {
    const answer: Data | null = this.#open.get(name)?.answer ?? null;
    if (answer === null || (answer.kind !== kind && answer.kind !== 'none')) return null;
    // The kind was compared; TypeScript cannot follow that through the type parameter.
    return answer as Extract<Data, { kind: K | 'none' }>;
  }

  #askOne(source: DataSource, name: string, query: Query): void {
    const text = JSON.stringify(query);
    const known = this.#open.get(name);
    if (known !== undefined) {
      if (known.query === text) return;
      known.query = text;
      known.subscription.update(query);
      return;
    }
    // The first answer may come before `subscribe` returns.
    let first: Data | null = null;
    const subscription = source.subscribe(query, answer => {
      const open = this.#open.get(name);
      if (open === undefined) first = answer;
      else if (open.subscription === subscription) open.answer = answer;
      this.#host.requestUpdate();
    });
    this.#open.set(name, { subscription, query: text, answer: first });
  }

  #closeAll(): void {
    for (const { subscription } of this.#open.values()) subscription.close();
    this.#open.clear();
  }
}
