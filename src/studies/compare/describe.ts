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
            'What is compared; `error` is one minus the accuracy, `seconds` the time and `work` the multiply-accumulates that a training has taken, its backward pass counted as two forward ones.',
          default: 'accuracy',
        }),
      ),
      on: optional(
        choice(['test', 'validation', 'train'], {
          description: 'Which examples it is of; of `train` the mean over the batches of an epoch.',
          default: 'test',
        }),
      ),
      by: optional(
        choice(['epoch', 'step', 'seconds', 'work'], {
          description:
            'What it is drawn over; `work` counts the multiply-accumulates of all updates so far.',
          default: 'epoch',
        }),
      ),
      at: optional(
        either(
          [
            choice(['end', 'best'], {
              description:
                '`end`: the last value, and while one of the trainings goes on that of the last place that all have come to; `best`: the best one of each run, for `seconds` and `work` where the accuracy is best.',
            }),
            number(
              { exclusiveMinimum: 0 },
              {
                description:
                  'A place along `by`: an epoch, a step, a number of seconds or of multiply-accumulates.',
              },
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
    'compare.baseline': { doc: 'What others are to be compared with is not among them.' },
  },
  isView: true,
  columns: [
    column('training', 'utf8', '', 'name of the train cell with what was set for it, or the run'),
    column('data', 'utf8', '', 'data set, where the cell says `data: each`'),
    column('seeds', 'int32', '', 'runs with different seeds that have a value'),
    column(
      'mean',
      'float64',
      '',
      'mean over seeds of the metric, where the cell says `at`; exports have accuracy and error in percent',
    ),
    column('low', 'float64', '', 'lower end of the interval of the mean (Student)', true),
    column('high', 'float64', '', 'upper end of the interval of the mean (Student)', true),
    column('best', 'float64', '', 'best value of the metric in any run', true),
    column('seconds', 'float64', 's', 'mean over seeds of the time up to there', true),
    column(
      'work',
      'float64',
      'multiply-accumulates',
      'mean over seeds of the work up to there',
      true,
    ),
    column(
      'difference',
      'float64',
      '',
      'mean minus that of `baseline`: over the seeds that both have; where there is none, the difference of the two means',
      true,
    ),
    column(
      'difference_low',
      'float64',
      '',
      'lower end of the interval of the difference (paired t test; Welch without a common seed)',
      true,
    ),
    column('difference_high', 'float64', '', 'upper end of the interval of the difference', true),
    column('pairs', 'int32', '', 'seeds that both have; 0 where there is none', true),
    column(
      'verdict',
      'utf8',
      '',
      'better or worse (of time and work less or more), no difference shown, or one pair shows no spread',
    ),
    column('reached', 'int32', '', 'runs that had the accuracy that `reach` names', true),
    column('reach_epoch', 'float64', 'epochs', 'mean of the epochs until they first had it', true),
    column('reach_seconds', 'float64', 's', 'mean of the time until then', true),
    column('reach_work', 'float64', 'multiply-accumulates', 'mean of the work until then', true),
    column('note', 'utf8', '', 'runs that failed or diverged'),
  ],
});

export type Value = ValueOf<typeof description>;
