// Generated from the folders beside it by `npm run generate`.
import { description as compareStudy } from './compare/describe.ts';
import { description as lesionStudy } from './lesion/describe.ts';
import { description as levelsStudy } from './levels/describe.ts';
import { description as normsStudy } from './norms/describe.ts';
import { description as pathsStudy } from './paths/describe.ts';
import { description as warpStudy } from './warp/describe.ts';

export const descriptions = {
  compare: compareStudy,
  lesion: lesionStudy,
  levels: levelsStudy,
  norms: normsStudy,
  paths: pathsStudy,
  warp: warpStudy,
};

/** Studies that the engine can compute: those with a `compute.ts`. */
export const computed: ReadonlySet<string> = new Set(['lesion', 'norms']);
