// Generated from the folders beside it by `npm run generate`.
import type { StudyPresentation } from './contract/present.ts';
import { presentation as compareStudy } from './compare/present.ts';
import { presentation as lesionStudy } from './lesion/present.ts';
import { presentation as levelsStudy } from './levels/present.ts';
import { presentation as normsStudy } from './norms/present.ts';
import { presentation as pathsStudy } from './paths/present.ts';
import { presentation as warpStudy } from './warp/present.ts';

export const presentations: ReadonlyMap<string, StudyPresentation<never>> = new Map<
  string,
  StudyPresentation<never>
>([
  ['compare', compareStudy],
  ['lesion', lesionStudy],
  ['levels', levelsStudy],
  ['norms', normsStudy],
  ['paths', pathsStudy],
  ['warp', warpStudy],
]);
