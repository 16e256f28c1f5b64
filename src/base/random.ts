/**
 * Seeded, splittable random numbers: xoshiro128** (Blackman and Vigna 2018) over a state that is
 * hashed from a path of labels. A stream is named, not handed around: `Random.of(seed, 'order', epoch)`
 * gives the same numbers in every process and on every engine, so the state of a run's randomness
 * is its seed and its counters.
 */
export class Random {
  #a: number;
  #b: number;
  #c: number;
  #d: number;
  #spare: number | undefined;

  private constructor(state: readonly [number, number, number, number]) {
    [this.#a, this.#b, this.#c, this.#d] = state;
  }

  /** The stream with this name. Labels are joined with their types, so `1` and `'1'` differ. */
  static of(...path: readonly (string | number)[]): Random {
    return new Random(
      hash128(path.map(p => `${typeof p === 'number' ? 'n' : 's'}${p}`).join('\0')),
    );
  }

  /** The next 32 random bits as an unsigned integer. */
  uint32(): number {
    const x = Math.imul(this.#b, 5);
    const result = Math.imul((x << 7) | (x >>> 25), 9) >>> 0;
    const t = this.#b << 9;
    this.#c ^= this.#a;
    this.#d ^= this.#b;
    this.#b ^= this.#c;
    this.#a ^= this.#d;
    this.#c ^= t;
    this.#d = (this.#d << 11) | (this.#d >>> 21);
    return result;
  }

  /** Uniform in [0, 1) with 53 bits. */
  float(): number {
    return ((this.uint32() >>> 5) * 67108864 + (this.uint32() >>> 6)) / 9007199254740992;
  }

  /** Uniform integer in [0, n), without modulo bias; n is at least 1 and at most 2^32. */
  below(n: number): number {
    const limit = 4294967296 - (4294967296 % n);
    for (;;) {
      const v = this.uint32();
      if (v < limit) return v % n;
    }
  }

  /** Standard normal (Box-Muller; both values are used). */
  normal(): number {
    const spare = this.#spare;
    if (spare !== undefined) {
      this.#spare = undefined;
      return spare;
    }
    const r = Math.sqrt(-2 * Math.log(1 - this.float()));
    const phi = 2 * Math.PI * this.float();
    this.#spare = r * Math.sin(phi);
    return r * Math.cos(phi);
  }

  /** A random permutation of 0..n-1 (Fisher-Yates). */
  permutation(n: number): Int32Array {
    const p = Int32Array.from({ length: n }, (_, i) => i);
    for (let i = n - 1; i > 0; i--) {
      const j = this.below(i + 1);
      const v = p[i] ?? 0;
      p[i] = p[j] ?? 0;
      p[j] = v;
    }
    return p;
  }
}

/** Four 32-bit words from a text: FNV-1a per word with different bases, finished as in MurmurHash3. */
function hash128(text: string): [number, number, number, number] {
  const words = [0x811c9dc5, 0x9e3779b9, 0x85ebca6b, 0xc2b2ae35].map((base, lane) => {
    let h = base ^ lane;
    for (let i = 0; i < text.length; i++) {
      h = Math.imul(h ^ text.charCodeAt(i), 0x01000193);
      h ^= h >>> 15;
    }
    h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
    h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
    return h ^ (h >>> 16);
  });
  const [a = 1, b = 2, c = 3, d = 4] = words;
  return [a, b, c, d | 1];
}
