import { lesion } from './lesion.ts';
import { norms } from './norms.ts';
import type { Study, StudyContext, StudyEvent, StudyKind, StudyValue } from './study.ts';

export { openStudyExamples, type StudyExamplesOptions } from './examples.ts';
export type * from './study.ts';

/** Every kind of study; a new one is one line here. */
export const studies: { readonly [K in StudyKind]: Study<K> } = { norms, lesion };

/** Runs the study of this kind; abort `context.signal` to stop it between batches. */
export function runStudy<K extends StudyKind>(
  kind: K,
  context: StudyContext,
  value: StudyValue<K>,
): AsyncGenerator<StudyEvent, void> {
  return studies[kind].run(context, value);
}

/** Narrows the `kind` of a run's request. */
export function isStudyKind(kind: string): kind is StudyKind {
  return Object.hasOwn(studies, kind);
}
