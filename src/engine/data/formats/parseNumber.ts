/**
 * The decimal number that stands in bytes `from` to `to`, or NaN. Plain decimals of up to 15 digits
 * are exact here (an integer divided by a power of ten that is exact too, rounded once); the rest
 * goes the slow way.
 */
export function parseNumber(bytes: Uint8Array, from: number, to: number): number {
  const first = bytes[from];
  const negative = first === minus;
  let digits = 0;
  let integer = 0;
  let power = 1;
  let fraction = false;
  for (let at = from + (negative || first === plus ? 1 : 0); at < to; at++) {
    const byte = bytes[at] as number;
    if (byte >= zero && byte <= nine) {
      integer = integer * 10 + byte - zero;
      digits++;
      if (fraction) power *= 10;
    } else if (byte === point && !fraction) {
      fraction = true;
    } else {
      return slowly(bytes, from, to);
    }
  }
  if (digits === 0 || digits > 15) return slowly(bytes, from, to);
  return (negative ? -integer : integer) / power;
}

const minus = 45;
const plus = 43;
const point = 46;
const zero = 48;
const nine = 57;

function slowly(bytes: Uint8Array, from: number, to: number): number {
  const text = Buffer.from(bytes.subarray(from, to)).toString('latin1');
  return /^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/i.test(text) ? Number(text) : NaN;
}
