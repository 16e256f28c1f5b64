import type {
  Choice,
  Diagram,
  Frames,
  LegendRow,
  ListedTable,
  Said,
  Sentence,
} from '../../figures/index.ts';
import {
  count,
  either,
  flag,
  listOf,
  number,
  orNull,
  shape,
  words,
  type Schema,
  exactly,
} from '../../untrusted/index.ts';
import { text } from '../wire.ts';
import { steps } from './columns.ts';
import { readValue } from './figure.ts';
import { format, look } from './marks.ts';

const sentence: Schema<Sentence> = listOf(either(text, shape({ strong: text })));

export const said: Schema<Said> = shape({
  tone: words('loud', 'quiet', 'warning'),
  text: sentence,
});

export const legendRow: Schema<LegendRow> = shape(
  { id: text, label: text, slot: orNull(number), look, values: listOf(readValue) },
  { saysPlace: flag, startsHidden: flag },
);

export const listedTable: Schema<ListedTable> = shape(
  {
    title: text,
    data: text,
    columns: listOf(
      shape({ column: text, head: text }, { name: text, format, hasBar: flag, slots: text }),
    ),
  },
  { repeatsFigures: exactly(true) },
);

export const choice: Schema<Choice> = shape({
  id: text,
  label: text,
  options: listOf(shape({ id: text, label: text }, { tip: text })),
  chosen: text,
});

export const frames: Schema<Frames> = shape({
  steps,
  shown: number,
  planned: number,
  isLive: flag,
});

export const diagram: Schema<Diagram> = shape({ run: text, blocks: count, of: text });
