import type { RunView } from '../../src/protocol/index.ts';
import { asWritten, differingKeys, variantLabel } from '../../src/base/index.ts';

/** What tells a run apart from the others of its cell that are shown with it: `seed 3`, `epochs 1, seed 3`. */
export function labelAmong({ variant }: RunView, runs: readonly RunView[]): string {
  const keys = differingKeys([...runs.map(run => run.variant), variant]);
  return variantLabel(variant, keys) || (keys.length > 0 ? asWritten : `seed ${variant.seed}`);
}
