import { kindLooks, studyOf } from '../../language/index.ts';
import type { KindView } from '../../protocol/index.ts';
import { presentations } from '../../studies/present.index.ts';

/** All kinds of cells, in the order of menus. */
export function kindViews(): KindView[] {
  return kindLooks.map(({ kind, icon, hint, runs }) => ({
    ...{ kind, icon, hint, canRun: runs },
    isView: studyOf(kind)?.isView === true,
    showsRecords: presentations.get(kind)?.showsRecords === true,
  }));
}
