import type { Mark, NumberFormat, Ramp, Series } from '../../figures/index.ts';
import {
  either,
  exactly,
  flag,
  listOf,
  number,
  row,
  shape,
  words,
  type Schema,
} from '../../untrusted/index.ts';
import { text } from '../wire.ts';

export const format: Schema<NumberFormat> = words(
  'value',
  'share',
  'points',
  'difference',
  'count',
  'seconds',
  'step',
);

export const look: Schema<Series['look']> = words(
  'main',
  'line',
  'marked',
  'hollow',
  'raw',
  'thin',
  'other',
  'theory',
);

/** Fields that marks of a table share, and those that marks without one do. */
const ofSeries = { series: text };
const ofTable = { ...ofSeries, data: text };
const perhaps = {
  where: shape({ column: text, is: either(text, number) }),
  covers: words('whole', 'mostly', 'none'),
  showsBeyond: flag,
};

const ramp: Schema<Ramp> = shape({
  kind: words('one-sided', 'around'),
  scale: words('linear', 'log'),
  domain: row(number, number),
  clips: row(flag, flag),
});

export const mark: Schema<Mark> = either(
  shape({ mark: words('line', 'point', 'box'), ...ofTable, x: text, y: text }, perhaps),
  shape(
    { mark: exactly('rule'), ...ofSeries },
    { ...perhaps, x: number, y: number, text, isLeft: flag, isBelow: flag },
  ),
  shape({ mark: exactly('stem'), ...ofTable, x: text, y: text, from: number }, perhaps),
  shape({ mark: exactly('band'), ...ofTable, x: text, low: text, high: text }, perhaps),
  shape({ mark: exactly('band'), ...ofSeries, low: number, high: number }, perhaps),
  shape({ mark: exactly('bar'), ...ofTable, x: text, y: text }, { ...perhaps, x2: text, y2: text }),
  shape(
    {
      mark: exactly('cell'),
      ...ofTable,
      ...{ x: text, x2: text, y: text, y2: text },
      ...{ value: text, ramp },
    },
    perhaps,
  ),
  shape(
    { mark: exactly('cell'), ...ofTable, columns: listOf(text), y: text, y2: text, ramp },
    perhaps,
  ),
  shape({ mark: exactly('text'), ...ofTable, x: text, y: text, text }, perhaps),
);
