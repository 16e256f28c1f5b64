// Generated from the folders beside it by `npm run generate`.
import type { StudyComputation } from '../engine/studies/index.ts';
import { computation as lesionStudy } from './lesion/compute.ts';
import { computation as normsStudy } from './norms/compute.ts';

export const computations: ReadonlyMap<string, StudyComputation<never>> = new Map<
  string,
  StudyComputation<never>
>([
  ['lesion', lesionStudy],
  ['norms', normsStudy],
]);
