import { describe, expect, it } from 'vitest';
import {
  canonicalVariant,
  compareVariants,
  differingKeys,
  hasValue,
  limits,
  nameWithVariant,
  Random,
  sameVariant,
  variantKey,
  variantKeys,
  variantLabel,
  whyNoVariant,
  withoutKey,
  type Json,
  type Variant,
} from '../../src/base/index.ts';

const three: Variant = { seed: 3, 'rate.cosine': [0.1, 0], 'network.padding': 'same' };

describe('a variant', () => {
  it('is equal to one with the same keys in another order, and to no other', () => {
    expect(sameVariant({ seed: 1, epochs: 2 }, { epochs: 2, seed: 1 })).toBe(true);
    expect(sameVariant({ seed: 1, epochs: 2 }, { seed: 1, epochs: '2' })).toBe(false);
    expect(sameVariant({ seed: 1, epochs: 2 }, { seed: 1 })).toBe(false);
    expect(sameVariant({ seed: 1, stem: { a: 1, b: 2 } }, { seed: 1, stem: { b: 2, a: 1 } })).toBe(
      true,
    );
    expect(sameVariant({ seed: 1, rate: [0.1, 0] }, { seed: 1, rate: [0, 0.1] })).toBe(false);
  });

  it('has one text, which is JSON', () => {
    expect(variantKey({ seed: 1, epochs: 2.0 })).toBe('{"epochs":2,"seed":1}');
    expect(variantKey({ seed: 1, clip: -0 })).toBe(variantKey({ seed: 1, clip: 0 }));
  });

  it('is shown with the seed last and the other keys by name', () => {
    expect(variantLabel(three)).toBe('network.padding same, rate.cosine [0.1, 0], seed 3');
    expect(Object.keys(canonicalVariant(three))).toEqual(variantKeys(three));
    expect(variantLabel({ seed: 3 })).toBe('seed 3');
    expect(variantLabel({ seed: 1, data: '3', retry: true })).toBe('data "3", retry true, seed 1');
  });

  it('is shown after its cell without the usual seed', () => {
    expect(nameWithVariant('base', { seed: 1 })).toBe('base');
    expect(nameWithVariant('base', { seed: 3 })).toBe('base, seed 3');
    expect(nameWithVariant('base', { seed: 1, epochs: 2 })).toBe('base, epochs 2');
  });

  it('shows nothing that a terminal would obey, and long values cut in their middle', () => {
    expect(variantLabel({ seed: 1, data: 'a\u001b[2J' })).not.toContain('\u001b');
    const long = variantLabel({ seed: 1, data: `a${'x'.repeat(500)}z` });
    expect(long).toMatch(/^data ax+…x+z, seed 1$/);
    expect(long.length).toBeLessThan(100);
  });
});

describe('variants of one recipe', () => {
  const some: Variant[] = [
    { seed: 1 },
    { seed: 2 },
    { seed: 1, 'rate.cosine': [0.1, 0] },
    { seed: 1, 'rate.cosine': [0.1, 0], batch: 10 },
  ];

  it('differ in the keys that not all have alike', () => {
    expect(differingKeys(some)).toEqual(['batch', 'rate.cosine', 'seed']);
    expect(differingKeys(some.slice(0, 2))).toEqual(['seed']);
    expect(differingKeys(some.slice(2))).toEqual(['batch']);
    expect(differingKeys(some.slice(0, 1))).toEqual([]);
    expect(variantLabel(some[2] ?? {}, ['batch', 'rate.cosine'])).toBe('rate.cosine [0.1, 0]');
  });

  it('are samples of one thing where they agree without the seed', () => {
    expect(withoutKey(some[1] ?? {}, 'seed')).toEqual({});
    expect(variantKey(withoutKey({ seed: 5, epochs: 1 }, 'seed'))).toBe('{"epochs":1}');
  });

  it('stand in the order of their values, numbers as numbers, seeds last', () => {
    const mixed: Variant[] = [
      { seed: 1, batch: 100 },
      { seed: 10 },
      { seed: 2, batch: 20 },
      { seed: 9 },
      { seed: 1, batch: 20 },
    ];
    expect(mixed.sort(compareVariants)).toEqual([
      { seed: 9 },
      { seed: 10 },
      { seed: 1, batch: 20 },
      { seed: 2, batch: 20 },
      { seed: 1, batch: 100 },
    ]);
  });
});

it.each<[Json, string, boolean]>([
  [0.9, '0.9', true],
  [0.9, '0.90', true],
  [0.9, '9e-1', true],
  [0.9, '0.95', false],
  [0.9, '0.', false],
  [3, '"3"', false],
  ['3', '3', false],
  ['3', '"3"', true],
  ['same', 'Same', true],
  ['same', '"same"', true],
  ['same', 'sam', false],
  [true, 'true', true],
  ['true', 'true', false],
  [[0.1, 0], '[0.1,0]', true],
  [[0.1, 0], '[0.10, 0.0]', true],
  [[0.1, 0], '0.1', false],
  [{ cosine: [0.1, 0], restarts: [10] }, '{cosine: [0.1, 0], restarts: [10]}', true],
  [null, 'null', true],
  ['a b', '"a b"', true],
])('the value %j is found by %s: %s', (value, typed, found) => {
  expect(hasValue({ seed: 1, key: value }, 'key', typed)).toBe(found);
  expect(hasValue({ seed: 1, key: value }, 'KEY', typed)).toBe(found);
  expect(hasValue({ seed: 1 }, 'key', typed)).toBe(false);
});

it('any value is found by how it is shown', () => {
  for (let i = 0; i < 300; i++) {
    const variant = draw(Random.of(i, 'shown'));
    for (const [key, value] of Object.entries(variant)) {
      const text = variantLabel({ seed: 1, [key]: value }, [key]).slice(key.length + 1);
      if (!text.includes('…')) expect(hasValue(variant, key, text), text).toBe(true);
    }
  }
});

it('the canonical form of any variant is one for all orders, and reads back', () => {
  for (let i = 0; i < 300; i++) {
    const random = Random.of(i, 'variant');
    const variant = draw(random);
    const other = shuffled(variant, random) as Variant;
    expect(variantKey(other)).toBe(variantKey(variant));
    expect(JSON.stringify(JSON.parse(variantKey(variant)))).toBe(variantKey(variant));
    const ordered = canonicalVariant(variant);
    expect(sameVariant(ordered, variant)).toBe(true);
    expect(Object.keys(ordered).at(-1)).toBe('seed');
    expect(differingKeys([variant, other])).toEqual([]);
    expect(whyNoVariant(variant)).toBeNull();
    const changed = { ...variant, key: [variant['key'] ?? 0] };
    expect(sameVariant(changed, variant)).toBe(false);
    expect(compareVariants(changed, variant)).toBe(-compareVariants(variant, changed));
  }
});

it.each<[string, unknown, string]>([
  ['a list', [], 'keys and values'],
  ['nothing', null, 'keys and values'],
  ['no seed', { epochs: 1 }, 'seed'],
  ['a seed that is text', { seed: '1' }, 'seed'],
  ['a seed with a fraction', { seed: 1.5 }, 'seed'],
  ['a key with a space', { seed: 1, 'a b': 1 }, 'rate.cosine'],
  ['an empty key', { seed: 1, '': 1 }, 'rate.cosine'],
  ['the key __proto__', JSON.parse('{"seed": 1, "a.__proto__": 1}'), 'rate.cosine'],
  ['a long key', { seed: 1, ['k'.repeat(limits.variantKeySigns + 1)]: 1 }, 'signs'],
  ['too many keys', many(limits.variantKeys), 'keys at most'],
  ['a long value', { seed: 1, data: 'x'.repeat(limits.variantSigns) }, 'signs at most'],
  ['a deep value', { seed: 1, data: nested(limits.variantDepth + 1) }, 'deep'],
  ['a value that JSON has not', { seed: 1, data: Number.NaN }, 'deep'],
])('%s is no variant', (_, value, why) => {
  expect(whyNoVariant(value)).toContain(why);
});

it('what lies within the limits is a variant', () => {
  expect(whyNoVariant(many(limits.variantKeys - 1))).toBeNull();
  expect(whyNoVariant({ seed: 1, data: nested(limits.variantDepth) })).toBeNull();
});

function many(keys: number): unknown {
  return { seed: 1, ...Object.fromEntries(Array.from({ length: keys }, (_, i) => [`k${i}`, i])) };
}

function nested(depth: number): Json {
  return depth === 0 ? 1 : [nested(depth - 1)];
}

function draw(random: Random): Variant {
  const count = random.below(5);
  const keys = Array.from({ length: count }, (_, i) => `${random.below(2) ? 'a.' : 'b'}${i}`);
  return {
    seed: random.below(100),
    ...Object.fromEntries(keys.map(key => [key, drawValue(random, 3)])),
  };
}

function drawValue(random: Random, depth: number): Json {
  switch (random.below(depth > 0 ? 7 : 5)) {
    case 0:
      return null;
    case 1:
      return random.below(2) === 0;
    case 2:
      return random.below(1000) - 500;
    case 3:
      return (random.float() - 0.5) * 10 ** (random.below(20) - 10);
    case 4:
      return (
        ['same', '3', 'true', '', "it's", 'a b', '"', '{x: 1}', '-', 'é'][random.below(10)] ?? ''
      );
    case 5:
      return Array.from({ length: random.below(3) }, () => drawValue(random, depth - 1));
    default:
      return { x: drawValue(random, depth - 1), y: drawValue(random, depth - 1) };
  }
}

function shuffled(value: unknown, random: Random): unknown {
  if (Array.isArray(value)) return value.map(each => shuffled(each, random));
  if (typeof value !== 'object' || value === null) return value;
  const entries: [string, unknown][] = Object.entries(value);
  return Object.fromEntries(
    [...random.permutation(entries.length)].map(i => {
      const [key, part] = entries[i] ?? ['', null];
      return [key, shuffled(part, random)];
    }),
  );
}
