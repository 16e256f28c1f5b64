import type { AnyStudy, ValueOf } from '../studies/contract/describe.ts';
import { computed, descriptions } from '../studies/describe.index.ts';

/** Kinds of cells that study trainings: the folders of `src/studies`. */
export type StudyKind = keyof typeof descriptions;

/** The checked value of a study's cell. */
export type StudyValue<K extends StudyKind = StudyKind> = ValueOf<(typeof descriptions)[K]>;

/** The codes of mistakes that only cells of studies have. */
export type StudyCode = {
  [K in StudyKind]: keyof NonNullable<(typeof descriptions)[K]['codes']>;
}[StudyKind];

/** All studies, in the order of menus and of the reference. */
export const studies: readonly AnyStudy[] = Object.values<AnyStudy>(descriptions).sort(
  (a, b) => a.order - b.order || (a.kind < b.kind ? -1 : 1),
);

/** The study that cells of a kind are; undefined of other kinds. */
export function studyOf(kind: string | null): AnyStudy | undefined {
  return studies.find(study => study.kind === kind);
}

/** Whether cells of a kind run: it is a study, not a view, and the engine has a measurement for it. */
export function isComputed({ kind }: Pick<AnyStudy, 'kind'>): boolean {
  return computed.has(kind);
}
