import { Type } from '@sinclair/typebox';
import type { Column } from '../../base/index.ts';
import { choice, integer, optional } from '../schema/build.ts';

/** Inputs that every study of a trained network has. */
export const studyInputs = {
  of: Type.String({
    minLength: 1,
    description:
      'What to study: a train cell of this notebook, a run id, or the path of a checkpoint.',
    forms: 'Write the name of a train cell.',
    names: 'run',
  }),
  split: optional(
    choice(['test', 'validation', 'train'], {
      description: 'Which examples; those of `train` without augmentation.',
      default: 'test',
    }),
  ),
  examples: optional(
    integer(
      { minimum: 1, maximum: 1_000_000_000 },
      {
        description: 'Use only the first this many of a seeded shuffle. Default: all.',
        unit: 'examples',
      },
    ),
  ),
};

export function column(
  name: string,
  type: Column['type'],
  unit: string,
  definition: string,
  nullable = false,
): Column {
  return { name, type, nullable, unit, definition };
}
