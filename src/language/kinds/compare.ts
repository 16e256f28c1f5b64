import { type Static, Type } from '@sinclair/typebox';
import { choice, closed, list, number, optional } from '../schema/build.ts';
import type { KindDescriptor } from './kind.ts';
import { column } from './study.ts';

const schema = closed(
  {
    of: list(
      Type.String({
        minLength: 1,
        description: 'A train cell of this notebook, a run id, or the path of a run.',
        names: 'run',
      }),
      { minItems: 2, maxItems: 100, uniqueItems: true },
      {
        description: 'What to compare.',
        forms: 'Write at least two names of train cells, e.g. `[shallow, deep]`.',
      },
    ),
    metric: optional(
      choice(['accuracy', 'error', 'loss'], {
        description: 'What is compared; the error is one minus the accuracy.',
        default: 'accuracy',
      }),
    ),
    on: optional(
      choice(['test', 'validation', 'train'], {
        description: 'Which examples it is of.',
        default: 'test',
      }),
    ),
    by: optional(
      choice(['epoch', 'step', 'seconds'], {
        description: 'What it is drawn over.',
        default: 'epoch',
      }),
    ),
    confidence: optional(
      number(
        { exclusiveMinimum: 0, exclusiveMaximum: 1 },
        { description: 'Of the interval around the mean over seeds.', default: 0.95 },
      ),
    ),
  },
  { description: 'Trainings side by side.' },
);

export const compare: KindDescriptor<'compare', Static<typeof schema>> = {
  kind: 'compare',
  doc: 'Trainings side by side: curves with the interval over seeds, and a table of where they end. It is a view of runs that are there, so it does not run.',
  example: ['compare: shallow and deep', 'of: [base, deep]'].join('\n'),
  schema,
  resolve: text => ({
    of: text.of,
    metric: text.metric ?? 'accuracy',
    on: text.on ?? 'test',
    by: text.by ?? 'epoch',
    confidence: text.confidence ?? 0.95,
  }),
  references: value => value.of.map((name, i) => ({ path: ['of', i], name, to: 'run' })),
  notInDigest: [],
  columns: [
    column('training', 'utf8', '', 'name of the train cell, or the run'),
    column('seeds', 'int32', '', 'runs with different seeds that were averaged'),
    column('mean', 'float64', '', 'mean over seeds of the last value of the metric'),
    column('low', 'float64', '', 'lower end of the interval of the mean (Student)', true),
    column('high', 'float64', '', 'upper end of the interval of the mean (Student)', true),
    column('best', 'float64', '', 'best value of the metric in any run'),
  ],
};
