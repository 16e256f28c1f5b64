import { isSameData } from '../../../base/index.ts';
import type { Data, FiguresQuery } from '../../../protocol/index.ts';
import {
  presentedOf,
  readFor,
  sourcesOf,
  type Asking,
  type NotShown,
  type RunSource,
  type World,
} from '../../../results/index.ts';
import type { Answering } from '../answering.ts';
import type { Ask } from '../types.ts';

const nothingAsked: Ask = () => ({ reason: 'There is no notebook here.' });

/** The answers to one subscription to figures, and what they were made of. */
export class FiguresAnswer implements Answering {
  readonly #query: FiguresQuery;
  readonly #ask: Ask;
  readonly #world: World;
  #asking: Asking | NotShown = { reason: '' };
  /** How often something else was asked. */
  #changes = 0;
  /** Runs beside those that were asked for, and studies that were looked for: of the answer before. */
  #looked = new Set<RunSource>();
  #studies = new Map<string, () => readonly string[]>();

  constructor(query: FiguresQuery, world: World, ask: Ask = nothingAsked) {
    this.#query = query;
    this.#ask = ask;
    this.#world = world;
  }

  sources(): RunSource[] {
    const asking = this.#ask(this.#query);
    if (!isSameData(asking, this.#asking)) this.#changes += 1;
    this.#asking = asking;
    const own = 'reason' in asking ? [] : sourcesOf(asking, this.#world);
    return [...new Set([...own, ...this.#looked])];
  }

  read(source: RunSource): void {
    readFor(source);
  }

  get stamp(): string {
    const { aheadOf } = this.#world;
    const runs = 'reason' in this.#asking ? [] : this.#asking.runs;
    const ahead = runs.map(({ id }) => aheadOf(id));
    return JSON.stringify([this.#changes, ahead, [...this.#studies.values()].map(find => find())]);
  }

  data(): Data {
    const asking = this.#asking;
    if ('reason' in asking) return { kind: 'none', ...asking };
    const found = presentedOf(asking, this.#watched());
    return 'reason' in found ? { kind: 'none', ...found } : { kind: 'figures', ...found };
  }

  /** The world, remembering what was asked of it. */
  #watched(): World {
    const { find, aheadOf, studiesOf } = this.#world;
    this.#looked = new Set();
    this.#studies = new Map();
    return {
      find: id => {
        const source = find(id);
        this.#looked.add(source);
        return source;
      },
      aheadOf,
      studiesOf: (parts, kind) => {
        const look = () => studiesOf(parts, kind);
        this.#studies.set(`${kind} ${parts.join(' ')}`, look);
        return look();
      },
    };
  }
}
