import { describe, expect, it } from 'vitest';
import type { Figure, Mark, ReadValue } from '../../src/figures/index.ts';
import {
  figuresAfter,
  figuresSince,
  isNotebookNews,
  isNotebookNotice,
  noFiguresSent,
  type FiguresData,
  type FiguresQuery,
} from '../../src/protocol/index.ts';
import { nearMisses, type Fields } from './support/nearMisses.ts';

/** With every field. */
const query: Required<FiguresQuery> = {
  kind: 'figures',
  of: { cell: 'c1' },
  runs: ['a'],
  axis: 'epoch',
  smooth: 0.9,
  width: 360,
  ranges: { time: [0, 10] },
  frame: 100,
  selected: { stage: 1, place: 0.5, name: '2.4' },
  choices: { source: 'recorded' },
  hidden: ['theory'],
};

const all = {
  where: { column: 'what', is: 'each' },
  covers: 'mostly',
  showsBeyond: true,
} as const;
const of = { data: 't', series: 's', x: 'x', ...all } as const;

/** Each with every field that it may have. */
const marks: readonly Mark[] = [
  { mark: 'line', ...of, y: 'y' },
  { mark: 'point', ...of, y: 'y' },
  { mark: 'box', ...of, y: 'y' },
  {
    ...{ mark: 'rule', series: 's', ...all, where: { column: 'count', is: 2 } },
    ...{ x: 1, y: 2, text: 'intact', isLeft: true, isBelow: false },
  },
  { mark: 'stem', ...of, y: 'y', from: 0.1 },
  { mark: 'band', ...of, low: 'low', high: 'high' },
  { mark: 'band', series: 's', ...all, low: -1, high: 1 },
  { mark: 'bar', ...of, x2: 'x2', y: 'y', y2: 'y2' },
  {
    ...{ mark: 'cell', ...of, x2: 'x2', y: 'y', y2: 'y2', value: 'v' },
    ramp: { kind: 'around', scale: 'log', domain: [0.1, 10], clips: [true, false] },
  },
  {
    ...{ mark: 'cell', data: 't', series: 's', ...all, columns: ['x', 'y'], y: 'y', y2: 'y2' },
    ramp: { kind: 'one-sided', scale: 'linear', domain: [0, 1], clips: [false, false] },
  },
  { mark: 'text', ...of, y: 'y', text: 'words' },
];

const read: Required<ReadValue> = {
  ...{ data: 't', x: 'x', y: 'y', low: 'low', high: 'high', format: 'share' },
  label: 'theory',
  last: [1, 0.5, 0.4, 0.6],
};

const figure: Required<Figure> = {
  ...{ id: 'loss', title: 'Loss', unit: '', label: 'Loss by step', height: 150 },
  x: {
    ...{ title: 'block', scale: 'block', format: 'step', domain: [0, null], include: [0] },
    ...{ bounds: [0, 1], least: 2, isSymmetric: true, isReversed: false, most: 4, isStrip: false },
    blocks: { blocks: [2, 2], shapes: [[28, 28, 4]] },
    categories: ['a', 'b'],
  },
  y: { title: '', scale: 'log', format: 'value' },
  series: [{ id: 's', label: 'base', slot: 0, look: 'main', legend: 'base' }],
  marks,
  events: [{ x: 10, label: 'grown', short: '1', kind: 'failure', y: 1, series: 's' }],
  ...{ facet: 'stage', group: 'time', isHeaded: true, isBare: false },
  readout: { values: [read], showsLast: true, saysPlace: true, place: 'words' },
  shown: { data: 't', columns: [{ column: 'x', head: 'step', format: 'step' }] },
  ...{ fileName: 'base loss', place: 'side', scales: ['linear', 'log'] },
};

const lines: Figure = {
  ...figure,
  id: 'lines',
  shown: { x: 'step', lines: [{ data: 't', x: 'x', y: 'y', head: 'base', format: 'value' }] },
};

const answer: FiguresData = {
  kind: 'figures',
  tables: {
    t: { rows: 2, columns: { x: Int32Array.of(1, 2), y: Float64Array.of(NaN, 1) } },
    words: { rows: 1, columns: { what: ['each'], v: Float32Array.of(1) } },
  },
  figures: [figure, lines],
  legend: [
    {
      ...{ id: 'base', label: 'base', slot: null, look: 'theory', values: [read] },
      ...{ saysPlace: true, startsHidden: true },
    },
  ],
  sentences: [{ tone: 'loud', text: ['It is ', { strong: '2.4' }] }],
  listed: [
    {
      title: 'Ends',
      repeatsFigures: true,
      data: 't',
      columns: [{ column: 'x', head: 'step', format: 'step', hasBar: true, slots: 'slot' }],
    },
  ],
  choices: [
    {
      ...{ id: 'source', label: 'shown', chosen: 'recorded' },
      options: [{ id: 'recorded', label: 'recorded', tip: 'while it trained' }],
    },
  ],
  frames: { steps: Int32Array.of(0, 10), shown: 10, planned: 20, isLive: true },
  diagram: { run: 'r1', blocks: 3, of: 'base' },
};

const fields: Fields = {
  optional: [
    // Columns and tables have any names; a range, a choice and a place need none.
    ...['t', 'words', 'what', 'v', 'time', 'source'],
    ...['where', 'covers', 'showsBeyond', 'isLeft', 'isBelow', 'domain', 'include', 'bounds'],
    ...['least', 'isSymmetric', 'isReversed', 'most', 'isStrip', 'categories', 'events', 'facet'],
    ...['isHeaded', 'isBare', 'readout', 'fileName', 'place', 'scales', 'showsLast', 'saysPlace'],
    ...['startsHidden', 'hasBar', 'slots', 'tip', 'last', 'legend', 'sentences', 'listed'],
    ...['choices', 'frames', 'diagram', 'name', 'repeatsFigures', 'short'],
  ],
  words: ['kind', 'mark', 'look', 'scale', 'covers', 'tone', 'axis'],
};
/** Missing, it is another mark or another place in a union that is sound; or it may be missing where others may not. */
const sound =
  /columns\.x is missing|values\[0\]\.label is missing|marks\[3\]\.(x|y|text) is missing|marks\[7\]\.(x2|y2) is missing|\.(low|high|format|blocks|y|series) is missing/;

const news = (data: unknown) => ({ news: 'data', subscription: 1, data });
const asks = (asked: unknown) => ({ notice: 'subscribe', subscription: 1, query: asked });

describe('a question about figures', () => {
  it.each([{ cell: 'c1' }, { runs: ['a', 'b'], as: 'compare' }])('is of %j', of => {
    const nulls = { axis: null, smooth: null, frame: null, selected: null };
    expect(isNotebookNotice(asks({ ...query, of }))).toBe(true);
    expect(isNotebookNotice(asks({ ...query, of, ...nulls }))).toBe(true);
  });

  it('is none with a fault', () => {
    const misses = [
      ...nearMisses(query, { optional: ['time', 'source', 'name'], words: ['axis'] }),
      ...nearMisses(
        { ...query, of: { runs: ['a'], as: 'train' } },
        { optional: ['time', 'source', 'name'], words: [] },
      ),
    ];
    expect(misses.length).toBeGreaterThan(50);
    const accepted = misses.filter(({ value }) => isNotebookNotice(asks(value)));
    expect(accepted.map(({ fault }) => fault)).toEqual([]);
  });
});

describe('an answer with figures', () => {
  const whole = figuresSince(noFiguresSent, answer);

  it('is one with every field that there is', () => {
    expect(isNotebookNews(news(whole))).toBe(true);
    expect(isNotebookNews(news({ ...whole, frames: null }))).toBe(true);
  });

  it('is none with a fault', () => {
    const misses = [...nearMisses(whole, fields)].filter(({ fault }) => !sound.test(fault));
    expect(misses.length).toBeGreaterThan(500);
    const accepted = misses.filter(({ value }) => isNotebookNews(news(value)));
    expect(accepted.map(({ fault }) => fault)).toEqual([]);
  });

  it('is none with columns of two lengths', () => {
    const t = { rows: 2, columns: { x: Int32Array.of(1) } };
    expect(isNotebookNews(news({ ...whole, tables: { t } }))).toBe(false);
  });
});

describe('what is sent of an answer', () => {
  const whole = figuresSince(noFiguresSent, answer);
  const first = figuresAfter(noFiguresSent, whole);
  const sent = { number: 0, data: answer };
  const here = { number: 0, data: first };

  it('is all of it at first', () => {
    expect(first).toEqual(answer);
  });

  it('is nothing but names where nothing changed, and the old objects stay', () => {
    const change = figuresSince(sent, structuredClone(answer));
    expect(change).toEqual({
      ...{ kind: 'figures', number: 1, figures: ['loss', 'lines'] },
      tables: { t: null, words: null },
    });
    const next = figuresAfter(here, change);
    expect(next).toEqual(answer);
    expect(next?.tables['t']).toBe(first?.tables['t']);
    expect(next?.figures[0]).toBe(first?.figures[0]);
    expect(next?.legend).toBe(first?.legend);
  });

  it('is a table with a new row, a figure with a new word, and what took the place of something', () => {
    const t = { rows: 3, columns: { x: Int32Array.of(1, 2, 3), y: Float64Array.of(NaN, 1, 2) } };
    const now: FiguresData = {
      ...answer,
      tables: { t },
      figures: [lines, { ...figure, title: 'Error' }],
      frames: null,
    };
    const change = figuresSince(sent, now);
    expect(change).toEqual({
      ...{ kind: 'figures', number: 1, figures: ['lines', now.figures[1]], frames: null },
      tables: { t },
    });
    expect(figuresAfter(here, change)).toEqual(now);
  });

  it('is not taken where the one before it was lost', () => {
    const change = figuresSince(sent, answer);
    expect(figuresAfter(noFiguresSent, change)).toBeNull();
    expect(figuresAfter({ number: 1, data: first }, change)).toBeNull();
    const unknown = { ...change, tables: { other: null } };
    expect(figuresAfter(here, unknown)).toBeNull();
    expect(figuresAfter(here, { ...change, figures: ['other'] })).toBeNull();
  });
});
