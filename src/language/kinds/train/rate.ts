import type { Static } from '@sinclair/typebox';
import type { Schedule } from '../../../base/index.ts';
import { closed, either, list, number, optional, withDefaults } from '../../../schema/index.ts';
import type { Report } from '../kind.ts';
import { checkAscending } from './ascending.ts';

const rate = (description: string) => number({ minimum: 0, maximum: 1000 }, { description });
const epochs = (description: string) =>
  list(
    number({ exclusiveMinimum: 0 }, { description: 'An epoch.' }),
    { maxItems: 1000, uniqueItems: true },
    { description, unit: 'epochs', forms: 'Write a list of epochs, e.g. `[60, 110]`.' },
  );

/** Of `sgd`, and of `adamw`. */
const usual = { cosine: [0.5, 0.001], constant: 0.001 } as const;

const steps = closed(
  {
    rate: number(
      { minimum: 0, maximum: 1000 },
      { description: 'The rate at the start.', examples: [0.1] },
    ),
    at: epochs('Epochs at which the rate is multiplied by `factor`.'),
    factor: optional(
      number(
        { exclusiveMinimum: 0, maximum: 100 },
        {
          description: 'What the rate is multiplied by.',
          default: 0.1,
          source: 'He et al., CVPR 2016',
        },
      ),
    ),
  },
  {
    description: 'A rate that changes in steps.',
    forms: 'Write e.g. `{rate: 0.1, at: [80, 120]}`.',
  },
);

export const rateSchema = either(
  [
    rate('A constant learning rate.'),
    closed(
      {
        cosine: optional(
          list(
            rate('A learning rate.'),
            { minItems: 2, maxItems: 2 },
            {
              description:
                'Largest and smallest rate: each cycle falls from the first to the second along half a cosine (Chang et al., ICLR 2018, eq. 9). Cycles begin at `restarts` and, unless `grow: {restart: false}`, at growth.',
              examples: [[0.5, 0.001]],
              forms: 'Write the largest and the smallest rate, e.g. `[0.5, 0.001]`.',
            },
          ),
        ),
        restarts: optional(epochs('Epochs at which a new cosine cycle begins.')),
        steps: optional(steps),
      },
      { description: 'A schedule.' },
    ),
  ],
  {
    description: 'The learning rate.',
    default: { cosine: usual.cosine },
    source: 'Chang et al., ICLR 2018, Appendix D; a constant 0.001 for `adamw`, our choice',
    forms:
      'Write a number, `{cosine: [0.5, 0.001]}` or `{steps: {rate: 0.1, at: [80, 120], factor: 0.1}}`.',
  },
);

export function resolveRate(
  text: Static<typeof rateSchema> | undefined,
  optimizer: 'sgd' | 'adamw',
  report: Report,
): Schedule {
  if (text === undefined) return usualOf(optimizer);
  if (typeof text === 'number') return { kind: 'constant', rate: text };
  const { cosine, restarts } = text;
  if ((cosine === undefined) === (text.steps === undefined)) {
    report(
      ['rate'],
      'rate.kind',
      'Write one schedule: `{cosine: [0.5, 0.001]}` or `{steps: {rate: 0.1, at: [80, 120]}}`.',
    );
    return usualOf(optimizer);
  }
  if (text.steps !== undefined) {
    if (restarts !== undefined)
      report(['rate', 'restarts'], 'key.not-here', '`restarts` belongs to `cosine`; remove it.', {
        atKey: true,
      });
    const { rate, at, factor } = withDefaults(steps, text.steps);
    checkAscending(at, ['rate', 'steps', 'at'], report);
    return { kind: 'steps', rate, at, factor };
  }
  const [max = 0, min = 0] = cosine ?? [];
  if (min > max)
    report(
      ['rate', 'cosine'],
      'rate.order',
      `The largest rate comes first: write \`[${min}, ${max}]\`.`,
    );
  checkAscending(restarts ?? [], ['rate', 'restarts'], report);
  return { kind: 'cosine', max, min, restarts: restarts ?? [] };
}

function usualOf(optimizer: 'sgd' | 'adamw'): Schedule {
  const [max, min] = usual.cosine;
  return optimizer === 'sgd'
    ? { kind: 'cosine', max, min, restarts: [] }
    : { kind: 'constant', rate: usual.constant };
}
