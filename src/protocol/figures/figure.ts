import type { Axis, BlockAxis, Figure, ReadValue, ScaleName } from '../../figures/index.ts';
import {
  either,
  flag,
  listOf,
  number,
  orNull,
  row,
  shape,
  words,
  type Schema,
} from '../../untrusted/index.ts';
import { text } from '../wire.ts';
import { format, look, mark } from './marks.ts';

const scale: Schema<ScaleName> = words('linear', 'log', 'symlog', 'ordinal', 'block', 'time');

export const blockAxis: Schema<BlockAxis> = shape({
  blocks: listOf(number),
  shapes: listOf(listOf(number)),
});

const axis: Schema<Axis> = shape(
  { title: text, scale, format },
  {
    domain: row(orNull(number), orNull(number)),
    include: listOf(number),
    bounds: row(number, number),
    least: number,
    isSymmetric: flag,
    isReversed: flag,
    most: number,
    isStrip: flag,
    blocks: blockAxis,
    categories: listOf(text),
  },
);

export const readValue: Schema<ReadValue> = shape(
  { data: text, x: text, y: text, format },
  { low: text, high: text, label: text, last: listOf(number) },
);

const readout = shape(
  { values: listOf(readValue) },
  { showsLast: flag, saysPlace: flag, place: text },
);

const series = shape({ id: text, label: text, slot: orNull(number), look, legend: orNull(text) });

const event = shape(
  { x: number, label: orNull(text), kind: words('event', 'failure') },
  { short: text, y: number, series: text },
);

/** The table that stands for a figure. */
const shown = either(
  shape({ data: text, columns: listOf(shape({ column: text, head: text }, { format })) }),
  shape({
    x: text,
    lines: listOf(shape({ data: text, x: text, y: text, head: text }, { format })),
  }),
);

export const figure: Schema<Figure> = shape(
  {
    id: text,
    title: text,
    unit: text,
    label: text,
    height: number,
    x: axis,
    y: axis,
    series: listOf(series),
    marks: listOf(mark),
    group: orNull(text),
    shown,
  },
  {
    events: listOf(event),
    facet: text,
    isHeaded: flag,
    isBare: flag,
    readout,
    fileName: text,
    place: words('plots', 'side'),
    scales: listOf(scale),
  },
);
