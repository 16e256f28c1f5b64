import type { Random } from '../../../src/base/index.ts';

/** What was done to a file, and what came of it. */
export interface Damage {
  readonly what: string;
  readonly bytes: Uint8Array;
}

const telling = [0, 1, 0x7f, 0x80, 0xff];

/** One harm of a kind that disks, lines and people do to files; the same for the same random numbers. */
export function damage(bytes: Uint8Array, random: Random): Damage {
  const out = Buffer.from(bytes);
  // Headers are where most can go wrong, so half of the harm is done there and a quarter at the end.
  const place = () => {
    const where = random.below(4);
    if (where < 2) return random.below(Math.min(64, out.length));
    if (where === 2) return out.length - 1 - random.below(Math.min(64, out.length));
    return random.below(out.length);
  };
  if (out.length === 0) return { what: 'a byte more', bytes: Buffer.of(random.below(256)) };
  const at = place();
  switch (random.below(7)) {
    case 0:
      return { what: `cut at ${at}`, bytes: out.subarray(0, at) };
    case 1:
      out[at] = (out[at] as number) ^ (1 << random.below(8));
      return { what: `a bit of ${at} flipped`, bytes: out };
    case 2: {
      const value = telling[random.below(telling.length)] as number;
      const length = Math.min(1 + random.below(8), out.length - at);
      out.fill(value, at, at + length);
      return { what: `${length} bytes from ${at} are ${value}`, bytes: out };
    }
    case 3: {
      const huge = Buffer.from(
        ['ffffffff', '7fffffff', '80000000', '00ffffff'][random.below(4)] as string,
        'hex',
      );
      const little = random.below(2) === 0;
      (little ? Buffer.from(huge).reverse() : huge).copy(out, at);
      return { what: `a huge number at ${at}, ${little ? 'little' : 'big'}-endian`, bytes: out };
    }
    case 4: {
      const to = Math.min(out.length, at + 1 + random.below(40));
      return {
        what: `without ${at} to ${to}`,
        bytes: Buffer.concat([out.subarray(0, at), out.subarray(to)]),
      };
    }
    case 5: {
      const from = place();
      const piece = out.subarray(from, from + 1 + random.below(40));
      return {
        what: `${piece.length} bytes of ${from} once more at ${at}`,
        bytes: Buffer.concat([out.subarray(0, at), piece, out.subarray(at)]),
      };
    }
    default: {
      const tail = Buffer.from(
        Array.from({ length: 1 + random.below(30) }, () => random.below(256)),
      );
      return { what: `${tail.length} bytes more at the end`, bytes: Buffer.concat([out, tail]) };
    }
  }
}
