import { canonicalJson, type Json } from './json.ts';

/**
 * In which keys a run differs from the others of its recipe: `{seed: 3, 'rate.cosine': [0.1, 0]}`. The seed is
 * one of them, and every run has one. A key is what `--set` calls it: `epochs`, `optimizer.momentum`; of the
 * network that a training uses `network.padding`; a study has those of its training, and its own under its
 * kind: `KIND.examples`. A recipe's digest and a variant of it are the whole identity of what a run was asked.
 */
export type Variant = { readonly seed: number } & VariantPart;

/** Some keys of a variant, the seed or not. */
export type VariantPart = Readonly<Record<string, Json>>;

/** The name of the seed among the keys. */
export const seedKey = 'seed';

/** Equal exactly for variants with the same keys and values, in whatever order they are written. */
export function variantKey(variant: VariantPart): string {
  return canonicalJson(variant);
}

/**
 * The whole identity of what a run was asked: its recipe's digest and its variant. Equal texts mean the same
 * values of everything, but for how the data are and which program computes.
 */
export function identityOf(digest: string, variant: VariantPart): string {
  return `${digest} ${variantKey(variant)}`;
}

export function sameVariant(a: VariantPart, b: VariantPart): boolean {
  return variantKey(a) === variantKey(b);
}

/** The variant with its keys in the order in which they are written and shown: by name, the seed last. */
export function canonicalVariant(variant: Variant): Variant {
  return { ...variantPart(variant, variantKeys(variant).slice(0, -1)), seed: variant.seed };
}

/** Its keys in the order in which they are shown: by name, the seed last. */
export function variantKeys(variant: VariantPart): string[] {
  return Object.keys(variant).sort(byName);
}

/** What is left without a key: runs that agree in this without the seed are samples of one thing. */
export function withoutKey(variant: VariantPart, key: string): VariantPart {
  return variantPart(
    variant,
    Object.keys(variant).filter(each => each !== key),
  );
}

/** Those of the keys that the variant has. */
export function variantPart(variant: VariantPart, keys: readonly string[]): VariantPart {
  return Object.fromEntries(
    keys.flatMap(key => {
      const value = valueIn(variant, key);
      return value === undefined ? [] : [[key, value] as const];
    }),
  );
}

/** Undefined where it has no such key. */
export function valueIn(variant: VariantPart, key: string): Json | undefined {
  return Object.hasOwn(variant, key) ? variant[key] : undefined;
}

/** The keys in which these differ, in the order in which they are shown; one that some lack is one. */
export function differingKeys(variants: readonly VariantPart[]): string[] {
  const all = new Set(variants.flatMap(variant => Object.keys(variant)));
  const textIn = (variant: VariantPart, key: string) => {
    const value = valueIn(variant, key);
    return value === undefined ? '' : canonicalJson(value);
  };
  return [...all]
    .filter(key => new Set(variants.map(variant => textIn(variant, key))).size > 1)
    .sort(byName);
}

/** For sorting: key by key as they are shown, what is not set first, numbers by their size, other values as text. */
export function compareVariants(a: VariantPart, b: VariantPart): number {
  for (const key of differingKeys([a, b])) {
    const order = compareValues(valueIn(a, key), valueIn(b, key));
    if (order !== 0) return order;
  }
  return 0;
}

function compareValues(a: Json | undefined, b: Json | undefined): number {
  if (a === undefined || b === undefined) return Number(a !== undefined) - Number(b !== undefined);
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  const [x, y] = [canonicalJson(a), canonicalJson(b)];
  return x.localeCompare(y, 'en', { numeric: true }) || (x < y ? -1 : Number(x > y));
}

function byName(a: string, b: string): number {
  if (a === seedKey || b === seedKey) return Number(a === seedKey) - Number(b === seedKey);
  return a < b ? -1 : Number(a > b);
}
