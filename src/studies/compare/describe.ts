import { Type } from '@sinclair/typebox';
import { choice, closed, either, list, number, optional } from '../../schema/index.ts';
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
        choice(['accuracy', 'error', 'loss', 'seconds', 'work'], {
          description:
            'What is compared; `error` is one minus the accuracy, `seconds` the time and `work` the multiply-accumulates that a training has taken.',
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
      at: optional(
        either(
          [
            choice(['end', 'best'], {
              description:
                '`end`: the last value; `best`: the best one of each run, for `seconds` and `work` where the accuracy is best.',
            }),
            number(
              { exclusiveMinimum: 0 },
              { description: 'A place along `by`: an epoch, a step or a number of seconds.' },
            ),
          ],
          {
            description:
              'Where the table takes its numbers: at the end, at the best value of each run, or at a place along `by`, e.g. after 60 epochs; there the last value up to it counts. A run that has not come so far is left out.',
            default: 'end',
            forms:
              'Write `end`, `best` or a number of epochs (of steps or seconds with `by`), e.g. `60`.',
          },
        ),
      ),
      baseline: optional(
        Type.String({
          minLength: 1,
          description:
            'Which of the trainings the others are compared with, in pairs of runs of one seed. Default: the first.',
          forms: 'Write one of the names in `of`.',
          names: 'run',
        }),
      ),
      reach: optional(
        number(
          { exclusiveMinimum: 0, maximum: 1 },
          {
            description:
              'An accuracy: the table says how long each training takes until it first has it. Default: none.',
            examples: [0.9],
          },
        ),
      ),
      data: optional(
        choice(['one', 'each'], {
          description:
            '`one`: all trainings are of one data set; `each`: of several, and each has columns of its own in the table, so that recipes that differ in nothing else share a row.',
          default: 'one',
        }),
      ),
      confidence: optional(
        number(
          { exclusiveMinimum: 0, exclusiveMaximum: 1 },
          {
            description:
              'Of the intervals around means over seeds and around differences (Student).',
            default: 0.95,
          },
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
