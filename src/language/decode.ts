/**
 * The text of a notebook's bytes, or a sentence that says what is wrong with them. Notebooks are UTF-8, with or
 * without a mark at the beginning: a byte that was read as something else would change a name without a word.
 */
export function decodeNotebook(
  bytes: Uint8Array,
): { readonly text: string } | { readonly problem: string } {
  const wide = wideEncoding(bytes);
  if (wide !== null) return { problem: `it is ${wide}, not UTF-8; save it as UTF-8` };
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes) };
  } catch {
    const { line, column } = firstBroken(bytes);
    return {
      problem: `it is not UTF-8 (line ${line}, column ${column}); open it in the encoding that it has and save it as UTF-8`,
    };
  }
}

/** UTF-16 and UTF-32, by their mark or by zeros in every second or fourth byte of what begins as ASCII. */
function wideEncoding(bytes: Uint8Array): string | null {
  const starts = (...wanted: number[]) => wanted.every((byte, i) => bytes[i] === byte);
  if (starts(0xff, 0xfe, 0, 0) || starts(0, 0, 0xfe, 0xff)) return 'UTF-32';
  if (starts(0xff, 0xfe) || starts(0xfe, 0xff)) return 'UTF-16';
  const [a, b, c, d] = bytes.subarray(0, 4);
  if (a === undefined || b === undefined || d === undefined) return null;
  if ((a === 0 && b === 0 && c === 0) || (b === 0 && c === 0 && d === 0)) return 'UTF-32';
  return (a === 0 && c === 0) || (b === 0 && d === 0) ? 'UTF-16' : null;
}

/** Line and column, from 1, of the first byte that is no UTF-8. */
function firstBroken(bytes: Uint8Array): { readonly line: number; readonly column: number } {
  const isWhole = (length: number) => {
    try {
      // A sign that is cut is none that is wrong.
      new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(0, length), { stream: true });
      return true;
    } catch {
      return false;
    }
  };
  let [whole, broken] = [0, bytes.length];
  while (broken - whole > 1) {
    const middle = (whole + broken) >> 1;
    if (isWhole(middle)) whole = middle;
    else broken = middle;
  }
  const lines = new TextDecoder().decode(bytes.subarray(0, whole)).split(/\r\n|\n|\r/);
  return { line: lines.length, column: (lines.at(-1) ?? '').replace(/\ufffd$/, '').length + 1 };
}
