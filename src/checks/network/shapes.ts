import { findNetworkProblems } from '../../network/index.ts';
import { type Check, fixAt, placeOf } from '../check.ts';

/** Shapes that disagree, filters that do not divide. */
export const checkShapes: Check<'network'> = function* ({ cell, value }, { plan }) {
  for (const { code, severity, message, path, fix } of findNetworkProblems(value, plan(value)))
    yield {
      code,
      severity,
      message,
      range: placeOf(cell, path),
      ...(fix !== undefined && { fix: fixAt(cell, path, fix) }),
    };
};
