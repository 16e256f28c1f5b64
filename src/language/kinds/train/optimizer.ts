import { type Static, Type } from '@sinclair/typebox';
import {
  choice,
  closed,
  either,
  number,
  optional,
  truth,
  withDefaults,
} from '../../../schema/index.ts';
import type { OptimizerValue } from '../../values.ts';
import type { Report } from '../kind.ts';

const names = ['sgd', 'adamw'] as const;
/** Defaults of `decay`; its description has them too, since a schema knows only one. */
const usualDecay = { sgd: 2e-4, adamw: 0.01 };
const share = { minimum: 0, exclusiveMaximum: 1 };

const details = closed(
  {
    sgd: optional(Type.Null({ description: 'Stochastic gradient descent with momentum.' })),
    adamw: optional(Type.Null({ description: 'Adam with decoupled weight decay.' })),
    name: optional(choice(names, { description: 'Which optimiser.', default: 'sgd' })),
    momentum: optional(
      number(share, {
        description: '`sgd`: momentum.',
        default: 0.9,
        source: 'Chang et al., ICLR 2018',
      }),
    ),
    nesterov: optional(truth({ description: '`sgd`: Nesterov momentum.', default: false })),
    beta1: optional(
      number(share, {
        description: '`adamw`: β₁.',
        default: 0.9,
        source: 'Loshchilov and Hutter, ICLR 2019',
      }),
    ),
    beta2: optional(
      number(share, {
        description: '`adamw`: β₂.',
        default: 0.999,
        source: 'Loshchilov and Hutter, ICLR 2019',
      }),
    ),
    epsilon: optional(
      number({ exclusiveMinimum: 0 }, { description: '`adamw`: ε.', default: 1e-8 }),
    ),
    decay: optional(
      number(
        { minimum: 0, maximum: 10 },
        {
          description:
            'Weight decay. `sgd`: decay·w is added to the gradient (default 2e-4, Chang et al., ICLR 2018); `adamw`: decoupled (default 0.01).',
          examples: [2e-4],
        },
      ),
    ),
    'decay-on': optional(
      choice(['weights', 'all'], {
        description:
          'What decays: `weights` of convolutions and the dense layer, or `all` trainable parameters (also scales, shifts and biases).',
        default: 'weights',
      }),
    ),
  },
  { description: 'An optimiser with settings.' },
);

export const optimizerSchema = either(
  [choice(names, { description: 'The optimiser with its defaults.' }), details],
  {
    description: 'How a gradient becomes a step. Default: sgd with momentum 0.9 and decay 2e-4.',
    examples: [{ momentum: 0.9, decay: 2e-4 }],
    forms: 'Write e.g. `{momentum: 0.9, decay: 2e-4}` or `{name: adamw, decay: 0.01}`.',
  },
);

const only: Readonly<Record<string, (typeof names)[number]>> = {
  momentum: 'sgd',
  nesterov: 'sgd',
  beta1: 'adamw',
  beta2: 'adamw',
  epsilon: 'adamw',
};

export function resolveOptimizer(
  text: Static<typeof optimizerSchema> | undefined,
  report: Report,
): OptimizerValue {
  const given = typeof text === 'string' ? { name: text } : (text ?? {});
  const named = names.filter(n => n in given || given.name === n);
  const kind = named[0] ?? 'sgd';
  if (named.length > 1)
    report(['optimizer'], 'optimizer.two', 'Name one optimiser: `sgd` or `adamw`.');
  for (const key of Object.keys(given)) {
    const owner = only[key];
    if (owner !== undefined && owner !== kind)
      report(
        ['optimizer', key],
        'key.not-here',
        `\`${key}\` belongs to \`${owner}\`, but the optimiser is \`${kind}\`; remove it.`,
        { atKey: true },
      );
  }
  const { momentum, nesterov, beta1, beta2, epsilon, decay, ...rest } = withDefaults(
    details,
    given,
  );
  const decayOn = rest['decay-on'];
  return kind === 'adamw'
    ? { kind, beta1, beta2, epsilon, decay: decay ?? usualDecay.adamw, decayOn }
    : { kind, momentum, nesterov, decay: decay ?? usualDecay.sgd, decayOn };
}
