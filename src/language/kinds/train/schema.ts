import { type Static, Type } from '@sinclair/typebox';
import { choice, closed, integer, list, number, optional, truth } from '../../../schema/index.ts';
import { dataSchema } from './data.ts';
import { optimizerSchema } from './optimizer.ts';
import { rateSchema } from './rate.ts';

const multiLevel = 'Chang et al., ICLR 2018';

export const trainSchema = closed(
  {
    network: Type.String({
      minLength: 1,
      description: 'Name of the network cell to train.',
      forms: 'Write the name of a network cell.',
      names: 'network',
    }),
    data: dataSchema,
    epochs: optional(
      number(
        { exclusiveMinimum: 0, maximum: 1e6 },
        {
          description: 'Passes over the training set.',
          default: 160,
          source: multiLevel,
          unit: 'epochs',
        },
      ),
    ),
    batch: optional(
      integer(
        { minimum: 1, maximum: 1_000_000 },
        {
          description: 'Examples per step; the last partial batch of an epoch is dropped.',
          default: 100,
          source: `${multiLevel} (CIFAR)`,
          unit: 'examples',
        },
      ),
    ),
    optimizer: optional(optimizerSchema),
    rate: optional(rateSchema),
    warmup: optional(
      number(
        { minimum: 0 },
        {
          description: 'Epochs over which the rate rises linearly from 0.',
          default: 0,
          unit: 'epochs',
        },
      ),
    ),
    'label-smoothing': optional(
      number(
        { minimum: 0, exclusiveMaximum: 1 },
        { description: 'Share of the target that is spread evenly over all classes.', default: 0 },
      ),
    ),
    clip: optional(
      number(
        { exclusiveMinimum: 0 },
        {
          description: 'Gradients are scaled down to this global L2 norm. Default: off.',
          examples: [1],
        },
      ),
    ),
    grow: optional(
      closed(
        {
          at: list(
            number({ exclusiveMinimum: 0 }, { description: 'An epoch.' }),
            { minItems: 1, maxItems: 8, uniqueItems: true },
            {
              description: 'Epochs at which every stage doubles its blocks and the step halves.',
              examples: [[60, 110]],
              unit: 'epochs',
              forms: 'Write a list of epochs, e.g. `[60, 110]`.',
            },
          ),
          momentum: optional(
            choice(['zero', 'copy'], {
              description:
                'What the optimiser starts the grown network with; the paper does not say, zero is our choice.',
              default: 'zero',
            }),
          ),
          restart: optional(
            truth({
              description: `Whether a cosine rate begins a new cycle at each growth. \`false\`: it falls through them, as for a network that does not grow (${multiLevel}, Figure 10, compares the two).`,
              default: true,
            }),
          ),
        },
        {
          description: `Multi-level training (${multiLevel}, Section 4): every stage doubles its blocks at these epochs, and a cosine rate begins a new cycle.`,
          forms: 'Write e.g. `{at: [60, 110]}`.',
        },
      ),
    ),
    seeds: optional(
      list(
        integer({ minimum: 0, maximum: 2_147_483_647 }, { description: 'A seed.' }),
        { minItems: 1, maxItems: 1000, uniqueItems: true },
        {
          description:
            'One run for each. A seed drives initialisation, order, augmentation and dropout.',
          default: [1],
          forms: 'Write a list of whole numbers, e.g. `[1, 2, 3]`.',
        },
      ),
    ),
    precision: optional(
      choice(['float32', 'tf32'], {
        description:
          'Arithmetic of convolutions and matrix products: `tf32` is faster on GPUs that have it and rounds factors to 10 bits.',
        default: 'float32',
      }),
    ),
    evaluate: optional(
      number(
        { exclusiveMinimum: 0 },
        {
          description: 'The test set is evaluated this often; 0.5 is twice an epoch.',
          default: 1,
          unit: 'epochs',
        },
      ),
    ),
    norms: optional(
      integer(
        { minimum: 0, maximum: 1_000_000_000 },
        {
          description:
            'Norms of state, residual and gradient of every block are recorded this often; 0: never.',
          default: 100,
          unit: 'steps',
        },
      ),
    ),
    checkpoints: optional(
      closed(
        {
          every: optional(
            number(
              { exclusiveMinimum: 0 },
              { description: 'Epochs between checkpoints.', default: 1, unit: 'epochs' },
            ),
          ),
          keep: optional(
            integer(
              { minimum: 1, maximum: 100_000 },
              { description: 'How many of the last ones stay.', default: 2 },
            ),
          ),
          best: optional(
            truth({
              description: 'Keep the one with the best accuracy too.',
              default: true,
            }),
          ),
        },
        {
          description: 'Which weights are kept. The last ones always are.',
          forms: 'Write e.g. `{every: 10, keep: 2}`.',
        },
      ),
    ),
    from: optional(
      Type.String({
        minLength: 1,
        description:
          'Train cell, run, checkpoint or safetensors file whose weights to start from. Of a train cell each seed takes the last weights of the newest finished run of that seed. Default: initialise.',
        examples: ['weights.safetensors'],
        names: 'run',
      }),
    ),
  },
  { description: 'A training recipe for one network on one data set.' },
);

export type TrainText = Static<typeof trainSchema>;
