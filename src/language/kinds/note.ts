import { type Static, Type } from '@sinclair/typebox';
import type { KindDescriptor } from './kind.ts';

const schema = Type.Object({}, { additionalProperties: false, description: 'Text between cells.' });

/** Its text is what follows the first key, so there is nothing to resolve. */
export const note: KindDescriptor<'note', Static<typeof schema>> = {
  kind: 'note',
  icon: 'markdown',
  hint: 'text',
  doc: 'Markdown.',
  example: ['note: |', '  # What this notebook is about'].join('\n'),
  schema,
  resolve: () => '',
  references: () => [],
  notInDigest: [],
  columns: null,
};
