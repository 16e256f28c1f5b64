import {
  metricColumns,
  splits,
  type MetricTable,
  type Split,
  type TrainedEvent,
  type TrainedRun,
  type WorkLevel,
} from '../curves/index.ts';
import type { BlockPlace } from '../figures/index.ts';
import type { NetworkValue } from '../language/index.ts';
import { thinLine, type Standing } from '../record/index.ts';
import { standingOfChain } from '../store/index.ts';
import type {
  BlockQuantity,
  HeatBand,
  RecordedBlocks,
  RecordedCourse,
  TrainingRun,
} from '../studies/contract/present.ts';
import { presentations } from '../studies/present.index.ts';
import { askedOf, type Asked } from './asked.ts';
import { chainOf, joinMetrics, type Chain } from './chain.ts';
import { eventsOf } from './events.ts';
import { growthsOf } from './growths.ts';
import { plannedCourse, recordedLevels } from './levels.ts';
import { stepsPerEpochIn, stepsPerEpochOf } from './plan.ts';
import { recordedBlocks } from './records/blocks.ts';
import { recordedCourse } from './records/course.ts';
import { recordedHeat } from './records/heat.ts';
import { networkOf, recipeOf } from './requested.ts';
import type { RunSource } from './runSource.ts';
import { studyRunFor } from './studyRun.ts';
import type { BlockColumn } from './tables/blockRecords.ts';
import type { Recipe } from './types.ts';
import type { ShownAs, World } from './world.ts';

/** What a run asked for never changes, and is read out of its request once. */
const askedOnce = new WeakMap<RunSource, Asked>();
const levelsOnce = new WeakMap<RunSource, { readonly growths: string; levels: WorkLevel[] }>();

/** A training with those that it went on from. What costs anything is read where it is asked for. */
export class RecordedTraining implements TrainingRun {
  readonly id: string;
  readonly label: string;
  readonly slot: number;
  readonly #source: RunSource;
  readonly #world: World;
  readonly #chain: Chain;
  readonly #metrics: Partial<Record<Split, MetricTable>> = {};
  #events: readonly TrainedEvent[] | null = null;

  constructor({ id, label, slot }: ShownAs, world: World) {
    this.id = id;
    this.label = label;
    this.slot = slot;
    this.#world = world;
    this.#source = world.find(id);
    this.#chain = chainOf(this.#source, world.find);
  }

  get isLive(): boolean {
    return isLive(this.#source);
  }

  get cell(): string {
    return this.#request?.cell.name ?? '';
  }

  get recipeKey(): string {
    const { notebook, cell } = this.#request ?? {};
    return [notebook ?? '', cell?.name, cell?.digest].join('\n');
  }

  get recipe(): TrainedRun['recipe'] {
    return recipeOf(this.#source.run);
  }

  get variant(): TrainedRun['variant'] {
    return this.#request?.variant ?? { seed: 0 };
  }

  get seed(): number {
    return this.variant.seed;
  }

  get dataSet(): string {
    return this.recipe?.data.set ?? '';
  }

  get classes(): number | null {
    return networkOf(this.#source.run)?.classes ?? null;
  }

  get stepsPerEpoch(): number | null {
    const { recipe } = this;
    const recorded = stepsPerEpochOf(joinMetrics(this.#chain, 'train'));
    return recorded ?? (recipe && stepsPerEpochIn(recipe));
  }

  get standing(): Standing | null {
    const runs = this.#chain.flatMap(part => part.source.run ?? []);
    return standingOfChain(runs, this.#world.aheadOf(this.id));
  }

  get metrics(): TrainedRun['metrics'] {
    const tables = splits.map(split => [split, this.#joined(split)] as const);
    return Object.fromEntries(tables) as TrainedRun['metrics'];
  }

  get events(): readonly TrainedEvent[] {
    this.#events ??= eventsOf(this.#chain);
    return this.#events;
  }

  get levels(): readonly WorkLevel[] {
    const growths = growthsOf(this.#chain);
    const key = JSON.stringify(growths.map(({ step, blocks }) => [step, blocks]));
    const known = levelsOnce.get(this.#source);
    if (known?.growths === key) return known.levels;
    const levels = recordedLevels(networkOf(this.#source.run), growths);
    levelsOnce.set(this.#source, { growths: key, levels });
    return levels;
  }

  get asked(): Asked {
    const request = this.#request;
    if (request === undefined) return new Map();
    const known = askedOnce.get(this.#source) ?? askedOf(request);
    askedOnce.set(this.#source, known);
    return known;
  }

  blocks(step: number | null): RecordedBlocks | { readonly reason: string } {
    return recordedBlocks(this.#withBlocks, step);
  }

  heat(column: string, height: number): readonly HeatBand[] {
    const bands = recordedHeat(this.#withBlocks, column as BlockColumn, height);
    return 'reason' in bands ? [] : bands;
  }

  course(column: string, place: BlockPlace, width: number): RecordedCourse | null {
    const course = recordedCourse(this.#withBlocks, column as BlockColumn, place);
    if ('reason' in course) return null;
    const { x, y, formerly } = course;
    const line = { x, y, length: x.length };
    const shown = thinLine(line, x[0] ?? 0, x.at(-1) ?? 0, width);
    return {
      x: Float64Array.from(shown, i => x[i] ?? NaN),
      y: Float64Array.from(shown, i => y[i] ?? NaN),
      formerly,
      events: this.events.flatMap(({ event, step }) =>
        event === 'growth' ? [{ x: step, label: 'grow' }] : [],
      ),
    };
  }

  byBlock(): readonly BlockQuantity[] {
    const parts = this.#chain.map(part => part.source.id);
    return [...presentations].flatMap(([kind, { byBlock }]) => {
      if (byBlock === undefined) return [];
      // Of the newest study that says something of each.
      for (const id of this.#world.studiesOf(parts, kind)) {
        const study = studyRunFor(id, this, this.#world);
        const found = study.results === null ? null : byBlock(study);
        if (found !== null) return [found];
      }
      return [];
    });
  }

  /** Only some figures need norms by block, and a deep network has many. */
  get #withBlocks(): Chain {
    for (const { source } of this.#chain) source.read('blocks');
    return this.#chain;
  }

  get #request() {
    return this.#source.run?.request;
  }

  #joined(split: Split): MetricTable {
    return (this.#metrics[split] ??= tableOf(this.#chain, split));
  }
}

export function isLive({ run }: RunSource): boolean {
  return run?.life === 'alive';
}

function tableOf(chain: Chain, split: Split): MetricTable {
  const joined = joinMetrics(chain, split);
  const columns = metricColumns.map(name => [name, joined.column(name)] as const);
  return {
    rows: joined.length,
    columns: Object.fromEntries(columns) as MetricTable['columns'],
  };
}

/** A train cell that never ran: what it plans. */
export interface PlannedCell {
  readonly cell: string;
  readonly slot: number;
  readonly recipe: Recipe;
  readonly asked: Asked;
  readonly recipeKey: string;
}

export function plannedTraining(planned: PlannedCell): TrainedRun {
  const { cell, slot, recipe, asked, recipeKey } = planned;
  const { value, network, stepsPerEpoch } = recipe;
  const { levels, events } = plannedCourse(recipe);
  const empty = { rows: 0, columns: emptyColumns() };
  return {
    ...{ id: cell, label: cell, cell, slot, isLive: false, recipeKey, asked },
    recipe: value,
    seed: value.seeds[0] ?? 1,
    variant: { seed: value.seeds[0] ?? 1 },
    dataSet: value.data.set,
    classes: classesOf(network),
    stepsPerEpoch,
    standing: null,
    metrics: { train: empty, validation: empty, test: empty },
    events,
    levels,
  };
}

function classesOf(network: NetworkValue | null): number | null {
  return network?.classes ?? null;
}

function emptyColumns(): MetricTable['columns'] {
  const columns = metricColumns.map(name => [name, new Float64Array(0)] as const);
  return Object.fromEntries(columns) as MetricTable['columns'];
}
