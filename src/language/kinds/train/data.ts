import { type Static, Type } from '@sinclair/typebox';
import { isDataPath, knownDataSets } from '../../../base/index.ts';
import { choice, closed, either, integer, optional, withDefaults } from '../../../schema/index.ts';
import type { DataValue } from '../../values.ts';

const count = (description: string) =>
  integer({ minimum: 1, maximum: 1_000_000_000 }, { description });

const setName = Type.String({
  minLength: 1,
  names: 'data-set',
  description: `A data set by name (${[...knownDataSets.keys()].map(n => `\`${n}\``).join(', ')}, or a folder of the data folder), or the path of one.`,
});

const details = closed(
  {
    set: setName,
    format: optional(
      Type.String({
        minLength: 1,
        description:
          'How a path is read, e.g. `mnist`, `images`. Default: found out from the folder.',
      }),
    ),
    augment: optional(
      either(
        [
          choice(['none'], { description: 'No augmentation.' }),
          closed(
            {
              pad: optional(
                integer(
                  { minimum: 0, maximum: 1024 },
                  {
                    description: 'Zero padding in pixels before a random crop back to size.',
                    unit: 'pixels',
                  },
                ),
              ),
              flip: optional(
                Type.Boolean({ description: 'Mirror half of the images left to right.' }),
              ),
            },
            { description: 'Random changes of training images.' },
          ),
        ],
        {
          description:
            'Random changes of training images. Default as in the papers: pad 4 and flip on CIFAR, pad 12 and flip on STL-10, none elsewhere.',
          source: 'Chang et al., ICLR 2018, Section 5',
          forms: 'Write `{pad: 4, flip: true}` or `none`.',
        },
      ),
    ),
    standardize: optional(
      choice(['per-image', 'none'], {
        description:
          '`per-image`: subtract the mean of all values of an image and divide by their standard deviation, or by 1/√(number of values) where that is larger, after the crop and its zeros; `none`: divide by the full intensity, 255 for bytes and 65,535 for 16 bits.',
        default: 'per-image',
        source: 'Chang et al., ICLR 2018, Section 5',
      }),
    ),
    validation: optional(
      integer(
        { minimum: 0, maximum: 1_000_000_000 },
        {
          description: 'Training examples held out for validation, chosen by seed.',
          default: 0,
          unit: 'examples',
        },
      ),
    ),
    train: optional(count('Train on this many examples of a seeded shuffle. Default: all.')),
    test: optional(count('Evaluate on this many test examples of a seeded shuffle. Default: all.')),
  },
  { description: 'A data set in detail.' },
);

export const dataSchema = either([setName, details], {
  description: 'What to train and test on.',
  examples: ['cifar10'],
  forms: 'Write the name of a data set, e.g. `cifar10`, or `{set: cifar10, validation: 5000}`.',
});

export function resolveData(text: Static<typeof dataSchema>): DataValue {
  const given = withDefaults(details, typeof text === 'string' ? { set: text } : text);
  const facts = isDataPath(given.set) ? undefined : knownDataSets.get(given.set);
  const usual = facts?.augment ?? { pad: 0, flip: false };
  const augment = given.augment === 'none' ? { pad: 0, flip: false } : given.augment;
  return {
    set: given.set,
    format: given.format,
    augment: { pad: augment?.pad ?? usual.pad, flip: augment?.flip ?? usual.flip },
    standardize: given.standardize,
    validation: given.validation,
    trainSubset: given.train,
    testSubset: given.test,
  };
}
