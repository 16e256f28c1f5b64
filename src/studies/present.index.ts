import type { StudyPresentation } from './contract/present.ts';
import { presentation as compare } from './compare/present.ts';
import { presentation as lesion } from './lesion/present.ts';
import { presentation as levels } from './levels/present.ts';
import { presentation as norms } from './norms/present.ts';
import { presentation as paths } from './paths/present.ts';
import { presentation as warp } from './warp/present.ts';

/** All pure code of every study, by its kind. */
export const presentations: ReadonlyMap<string, StudyPresentation<never>> = new Map<
  string,
  StudyPresentation<never>
>([
  ['compare', compare],
  ['lesion', lesion],
  ['levels', levels],
  ['norms', norms],
  ['paths', paths],
  ['warp', warp],
]);
