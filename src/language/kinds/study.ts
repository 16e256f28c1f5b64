import { namedCells, withDefaults } from '../../schema/index.ts';
import type { AnyStudy } from '../../studies/contract/describe.ts';
import type { StudyKind, StudyValue } from '../studies.ts';
import type { KindDescriptor } from './kind.ts';

/** What the language knows of a kind of cells that is a study. */
export function studyKind(study: AnyStudy): KindDescriptor<StudyKind, object> {
  const { kind, icon, hint, doc, example, inputs, complete, notInDigest = [], columns } = study;
  // A description that is one of many has lost the exact type of its value, which the lookup by kind gives back.
  const completed = complete as ((value: unknown) => unknown) | undefined;
  return {
    kind: kind as StudyKind,
    icon,
    hint,
    doc,
    example,
    schema: inputs,
    resolve: text => {
      const value: unknown = withDefaults(inputs, text);
      return (completed?.(value) ?? value) as StudyValue;
    },
    references: value => namedCells(inputs, value),
    notInDigest,
    columns,
  };
}
