import {
  figuresAfter,
  figuresSince,
  noFiguresSent,
  type Data,
  type FiguresQuery,
  type Query,
  type RunView,
} from '../../../src/protocol/index.ts';
import type { Answer, DataSource, Subscription } from '../../../webview/base/context.ts';
import { answerDifferences } from './fakeDifferences.ts';
import { answerFigures, type FakeCell } from './fakeFigures.ts';
import { answerNetwork, answerTrained } from './fakeNetwork.ts';

/** Answers queries from the measured runs, each up to a step that the test sets. */
export class FakeSource implements DataSource {
  /** Last step of a run that is known; a run that is not named is known whole. */
  readonly known = new Map<string, number>();
  /** Every query that was asked, in order. */
  readonly asked: Query[] = [];
  /** Runs that may be chosen, by id. */
  readonly runs = new Map<string, RunView>();
  /** By key. */
  readonly cells = new Map<string, FakeCell>();
  readonly #open = new Set<() => void>();

  subscribe<Q extends Query>(query: Q, onData: (data: Answer<Q>) => void): Subscription<Q> {
    let current = query;
    let sent = noFiguresSent;
    const tell = () => {
      const answer = this.#answer(current);
      // As over the wire: what did not change is the old object.
      const change = answer.kind === 'figures' ? figuresSince(sent, answer) : null;
      const data = change === null ? answer : figuresAfter(sent, change);
      if (change !== null && data?.kind === 'figures') sent = { number: change.number, data };
      // The answer is of the kind of its query; TypeScript cannot follow that through the switch.
      if (data !== null) onData(data as Answer<Q>);
    };
    const ask = (next: Q) => {
      current = next;
      this.asked.push(next);
      tell();
    };
    this.#open.add(tell);
    ask(query);
    return { update: ask, close: () => this.#open.delete(tell) };
  }

  /** The run went on to this step; everybody who watches hears of it. */
  advance(run: string, step: number): void {
    this.known.set(run, step);
    for (const tell of [...this.#open]) tell();
  }

  get subscriptions(): number {
    return this.#open.size;
  }

  #cellOf(of: FiguresQuery['of']): FakeCell {
    const none = { kind: '', name: '', runs: [], studied: [] };
    if ('cell' in of) return this.cells.get(of.cell) ?? none;
    const studied = of.runs.flatMap(id => this.runs.get(id) ?? []);
    return { ...none, kind: of.as === 'comparison' ? 'compare' : of.as, studied };
  }

  #answer(query: Query): Data {
    const upTo = (run: string) => this.known.get(run) ?? Infinity;
    switch (query.kind) {
      case 'figures':
        return answerFigures(query, this.#cellOf(query.of), upTo);
      case 'trained':
        return answerTrained(query);
      case 'network':
        return answerNetwork(query);
      case 'differences':
        return answerDifferences(query);
    }
  }
}
