import { Type } from '@sinclair/typebox';
import { choice, closed, list, number, optional } from '../../schema/index.ts';
import { column, study, type ValueOf } from '../contract/describe.ts';

export const description = study({
  kind: 'compare',
  order: 90,
  icon: 'git-compare',
  hint: 'trainings side by side',
  doc: 'Trainings side by side: curves with the interval over seeds, and a table of where they end. It is a view of runs that are there, so it does not run.',
  example: ['compare: shallow and deep', 'of: [base, deep]'].join('\n'),
  aliases: [],
  inputs: closed(
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
  ),
  needs: { subject: 'runs', examples: false },
  codes: {
    'compare.data': { doc: 'Trainings on different data sets are compared.' },
  },
  isView: true,
  columns: [
    column('training', 'utf8', '', 'name of the train cell, or the run'),
    column('seeds', 'int32', '', 'runs with different seeds that were averaged'),
    column('mean', 'float64', '', 'mean over seeds of the last value of the metric'),
    column('low', 'float64', '', 'lower end of the interval of the mean (Student)', true),
    column('high', 'float64', '', 'upper end of the interval of the mean (Student)', true),
    column('best', 'float64', '', 'best value of the metric in any run'),
  ],
});

export type Value = ValueOf<typeof description>;
