import { boxStats, formatCount, formatPoints, formatShare } from '../../base/index.ts';
import {
  type BlockRow,
  type Figure,
  type Mark,
  plainText,
  type Series,
  type ShownColumn,
  tableOf,
  type Tables,
} from '../../figures/index.ts';
import { errorAxis, tauAxis } from './present.axes.ts';
import { type LesionFacts, worstBlocks } from './present.facts.ts';
import { lesionSentence } from './present.sentence.ts';

export interface LesionInput {
  readonly facts: LesionFacts;
  /** Null: the network is not known, so that its blocks have no places. */
  readonly row: BlockRow | null;
  readonly slot: number;
  /** Name of the cell. */
  readonly name: string;
  /** As tables name them, in the order of the facts' errors. */
  readonly runs: readonly string[];
}

export interface Drawn {
  readonly figures: readonly Figure[];
  readonly tables: Tables;
}

/** The error without each block, by number of blocks removed, and by order: those of them that there are. */
export function lesionFigures(input: LesionInput): Drawn {
  const { facts, row } = input;
  const drawn = [
    facts.each.length > 0 && row !== null ? eachFigure(input, row) : null,
    facts.sets.length > 0 ? setsFigure(input) : null,
    facts.swaps.length > 0 ? swapsFigure(input) : null,
  ].filter(one => one !== null);
  return {
    figures: drawn.flatMap(d => d.figures),
    tables: Object.assign({}, ...drawn.map(d => d.tables)) as Tables,
  };
}

/** Stems from the intact error; the three worst carry their cost. */
function eachFigure({ facts, slot, name, runs }: LesionInput, row: BlockRow): Drawn {
  const { each, intact } = facts;
  const worst = worstBlocks(facts);
  const seeds = facts.runs > 1 ? runs.map((label, run) => ({ label, run, id: `run ${run}` })) : [];
  const x = 'x';
  const tables = {
    each: tableOf({
      block: each.map(e => row.nameOf(e.block)),
      place: each.map(e => `without ${row.nameOf(e.block)}`),
      [x]: each.map(e => e.block + 0.5),
      error: each.map(e => e.mean),
      cost: each.map(e => e.cost),
      ...Object.fromEntries(seeds.map(({ id, run }) => [id, each.map(e => e.errors[run] ?? NaN)])),
    }),
    worst: tableOf({
      [x]: worst.map(e => e.block + 0.5),
      error: worst.map(e => e.mean),
      cost: worst.map(e => formatPoints(e.cost)),
    }),
  };
  const columns: ShownColumn[] = [
    { column: 'block', head: 'block removed' },
    { column: 'error', head: 'error (%)', format: 'share' },
    { column: 'cost', head: 'above intact (points)', format: 'points' },
    ...seeds.map(({ id, label }) => ({
      column: id,
      head: `error of ${label} (%)`,
      format: 'share' as const,
    })),
  ];
  const marks: Mark[] = [...references(facts, { intact: true, chance: false })];
  if (Number.isFinite(intact))
    marks.push({ mark: 'stem', data: 'each', series: 'run', x, y: 'error', from: intact });
  marks.push({ mark: 'point', data: 'each', series: 'run', x, y: 'error' });
  for (const { id } of seeds) marks.push({ mark: 'point', data: 'each', series: id, x, y: id });
  marks.push({ mark: 'text', data: 'worst', series: 'run', x, y: 'error', text: 'cost' });
  const figure: Figure = {
    id: 'each',
    title: 'Error without one block',
    unit: '%',
    label: `Error by removed block. ${plainText(lesionSentence(facts, row))}`,
    height: 178,
    x: { title: 'block', scale: 'block', format: 'count', blocks: row.axis },
    y: errorAxis(facts),
    series: [
      ...seriesOf(facts, slot),
      ...seeds.map(({ id, label }) => series(id, label, slot, 'thin')),
    ],
    marks,
    group: null,
    isHeaded: true,
    readout: { values: [{ data: 'each', x, y: 'error', format: 'share' }], place: 'place' },
    shown: { data: 'each', columns },
    fileName: `${name} by block`,
  };
  return { figures: [figure], tables };
}

/** Box plots, every random set a dot. */
function setsFigure({ facts, slot, name }: LesionInput): Drawn {
  const boxes = facts.sets.map(({ count, errors }) => ({ count, errors, stats: boxStats(errors) }));
  const tables = {
    sets: tableOf({
      count: facts.sets.flatMap(({ count, errors }) => errors.map(() => count)),
      error: facts.sets.flatMap(({ errors }) => errors),
    }),
    boxes: tableOf({
      count: boxes.map(b => b.count),
      place: boxes.map(b => `median of ${formatCount(b.count)}`),
      sets: boxes.map(b => b.errors.length),
      min: boxes.map(b => b.stats?.min ?? NaN),
      lower: boxes.map(b => b.stats?.lower ?? NaN),
      median: boxes.map(b => b.stats?.median ?? NaN),
      upper: boxes.map(b => b.stats?.upper ?? NaN),
      max: boxes.map(b => b.stats?.max ?? NaN),
    }),
  };
  const share = (column: string, head: string): ShownColumn => ({
    column,
    head: `${head} (%)`,
    format: 'share',
  });
  const figure: Figure = {
    id: 'sets',
    title: 'Blocks removed at once',
    unit: 'error %',
    label: `Box plots of the error by number of blocks removed, ${facts.sets.length} numbers`,
    height: 178,
    x: { title: 'blocks', scale: 'ordinal', format: 'count' },
    y: errorAxis(facts),
    series: seriesOf(facts, slot),
    marks: [
      ...references(facts, { intact: facts.each.length === 0, chance: true }),
      { mark: 'box', data: 'sets', series: 'run', x: 'count', y: 'error' },
    ],
    group: null,
    readout: {
      values: [{ data: 'boxes', x: 'count', y: 'median', format: 'share' }],
      place: 'place',
    },
    shown: {
      data: 'boxes',
      columns: [
        { column: 'count', head: 'blocks' },
        { column: 'sets', head: 'repeats' },
        share('min', 'smallest'),
        share('lower', 'lower quartile'),
        share('median', 'median'),
        share('upper', 'upper quartile'),
        share('max', 'largest'),
      ],
    },
    fileName: `${name} by number`,
  };
  return { figures: [figure], tables };
}

/** A point for each new order. */
function swapsFigure({ facts, slot, name }: LesionInput): Drawn {
  const swaps = [...facts.swaps].sort((a, b) => a.tau - b.tau);
  const tables = {
    swaps: tableOf({
      tau: swaps.map(s => s.tau),
      place: swaps.map(s => `τ ${s.tau.toFixed(3).replace('-', '−')}`),
      error: swaps.map(s => s.error),
    }),
  };
  const figure: Figure = {
    id: 'swaps',
    title: 'Blocks reordered',
    unit: 'error %',
    label: `Error by rank correlation of the order of blocks, ${swaps.length} orders`,
    height: 178,
    x: tauAxis(swaps),
    y: errorAxis(facts),
    series: seriesOf(facts, slot),
    marks: [
      ...references(facts, {
        intact: facts.each.length + facts.sets.length === 0,
        chance: facts.sets.length === 0,
      }),
      { mark: 'point', data: 'swaps', series: 'run', x: 'tau', y: 'error' },
    ],
    group: null,
    readout: { values: [{ data: 'swaps', x: 'tau', y: 'error', format: 'share' }], place: 'place' },
    shown: {
      data: 'swaps',
      columns: [
        { column: 'tau', head: 'τ' },
        { column: 'error', head: 'error (%)', format: 'share' },
      ],
    },
    fileName: `${name} by order`,
  };
  return { figures: [figure], tables };
}

function seriesOf({ runs, each }: LesionFacts, slot: number): Series[] {
  return [
    series('run', runs > 1 && each.length > 0 ? 'mean error' : 'error', slot, 'main'),
    series('intact', 'intact', slot, 'line'),
    series('chance', 'chance', null, 'theory'),
  ];
}

function series(id: string, label: string, slot: number | null, look: Series['look']): Series {
  return { id, label, slot, look, legend: null };
}

/** The intact error and that of guessing; words where another figure does not have them. */
function references(
  { intact, chance }: LesionFacts,
  labelled: { readonly intact: boolean; readonly chance: boolean },
): Mark[] {
  const rules: Mark[] = [];
  if (Number.isFinite(intact))
    rules.push({
      mark: 'rule',
      series: 'intact',
      y: intact,
      isBelow: true,
      ...(labelled.intact && { text: `intact ${formatShare(intact)}` }),
    });
  if (chance !== null)
    rules.push({
      mark: 'rule',
      series: 'chance',
      y: chance,
      isLeft: true,
      ...(labelled.chance && { text: 'chance' }),
    });
  return rules;
}
