/**
 * SHA-256 (FIPS 180-4) of a text's UTF-8 bytes, in hex. Written here because the language is also
 * read where there is no Node, and the browser's digest is asynchronous.
 */
export function sha256(text: string): string {
  const bytes = padded(new TextEncoder().encode(text));
  const state = Uint32Array.from(initial);
  const view = new DataView(bytes.buffer);
  const w = new Uint32Array(64);
  for (let block = 0; block < bytes.length; block += 64) {
    for (let t = 0; t < 16; t++) w[t] = view.getUint32(block + 4 * t);
    for (let t = 16; t < 64; t++) {
      const [a, b] = [at(w, t - 15), at(w, t - 2)];
      const s0 = rotate(a, 7) ^ rotate(a, 18) ^ (a >>> 3);
      const s1 = rotate(b, 17) ^ rotate(b, 19) ^ (b >>> 10);
      w[t] = at(w, t - 16) + s0 + at(w, t - 7) + s1;
    }
    compress(state, w);
  }
  return Array.from(state, word => word.toString(16).padStart(8, '0')).join('');
}

function compress(state: Uint32Array, w: Uint32Array): void {
  let [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = state;
  for (let t = 0; t < 64; t++) {
    const s1 = rotate(e, 6) ^ rotate(e, 11) ^ rotate(e, 25);
    const t1 = (h + s1 + ((e & f) ^ (~e & g)) + at(constants, t) + at(w, t)) | 0;
    const s0 = rotate(a, 2) ^ rotate(a, 13) ^ rotate(a, 22);
    const t2 = (s0 + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    [h, g, f, e, d, c, b, a] = [g, f, e, (d + t1) | 0, c, b, a, (t1 + t2) | 0];
  }
  [a, b, c, d, e, f, g, h].forEach((value, i) => (state[i] = at(state, i) + value));
}

function padded(bytes: Uint8Array): Uint8Array {
  const length = Math.ceil((bytes.length + 9) / 64) * 64;
  const out = new Uint8Array(length);
  out.set(bytes);
  out[bytes.length] = 0x80;
  new DataView(out.buffer).setBigUint64(length - 8, BigInt(bytes.length) * 8n);
  return out;
}

function rotate(x: number, n: number): number {
  return (x >>> n) | (x << (32 - n));
}

function at(words: Uint32Array, i: number): number {
  return words[i] ?? 0;
}

/** The first 32 bits of the fractional parts of the `power`-th roots of the first primes. */
function rootsOfPrimes(count: number, power: number): Uint32Array {
  const primes: number[] = [];
  for (let n = 2; primes.length < count; n++) if (primes.every(p => n % p !== 0)) primes.push(n);
  return Uint32Array.from(primes, p => {
    const root = p ** (1 / power);
    return Math.floor((root - Math.floor(root)) * 2 ** 32);
  });
}

const initial = rootsOfPrimes(8, 2);
const constants = rootsOfPrimes(64, 3);
