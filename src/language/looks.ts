import { kinds } from './kinds/index.ts';
import { isComputed, studyOf } from './studies.ts';

/** How a kind of cells looks where cells are made and shown. */
export interface KindLook {
  readonly kind: string;
  /** A name of codicons. */
  readonly icon: string;
  /** What it is for, or that it is checked only. */
  readonly hint: string;
  /** Whether its cells may be asked to run; those that cannot run yet say why. */
  readonly runs: boolean;
}

/** All kinds, in the order of menus. */
export const kindLooks: readonly KindLook[] = [...kinds.values()].map(({ kind, icon, hint }) => {
  const study = studyOf(kind);
  const isWaiting = study !== undefined && study.isView !== true && !isComputed(study);
  return {
    kind,
    icon,
    hint: isWaiting ? `${hint}; not run yet` : hint,
    runs: kind === 'train' || (study !== undefined && study.isView !== true),
  };
});
