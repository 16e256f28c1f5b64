import type { StudyComputation } from '../engine/studies/index.ts';
import { compute as lesion } from './lesion/compute.ts';
import { compute as norms } from './norms/compute.ts';

/** The measurements, by kind. */
export const computations: Readonly<Record<string, StudyComputation<never>>> = { lesion, norms };
