import {
  left,
  right,
  seedKey,
  variantLabel,
  withoutKey,
  type TableColumn,
  type Variant,
} from '../../base/index.ts';

/** Columns of a list of runs: the seed, and what was set besides it where that is anything. */
export function variantColumns(variants: readonly Variant[]): {
  readonly columns: readonly TableColumn[];
  readonly cells: (variant: Variant) => readonly string[];
} {
  const others = (variant: Variant) => variantLabel(withoutKey(variant, seedKey));
  const hasOthers = variants.some(variant => others(variant) !== '');
  return {
    columns: [right('seed'), ...(hasOthers ? [left('set')] : [])],
    cells: variant => [String(variant.seed), ...(hasOthers ? [others(variant)] : [])],
  };
}
