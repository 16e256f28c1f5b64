import { canonicalVariant } from '../base/index.ts';
import type { RunRequest } from './runRequest.ts';

/**
 * The text of run.json. The seed stands there a second time, for programs that know no variants; who reads
 * `variant` does not look at it.
 */
export function requestText({ variant, ...request }: RunRequest): string {
  const { format, id, created, kind, notebook, cell, ...others } = request;
  const first = { format, id, created, kind, notebook, cell };
  const which = { variant: canonicalVariant(variant), seed: variant.seed };
  return `${JSON.stringify({ ...first, ...which, ...others }, null, 2)}\n`;
}
