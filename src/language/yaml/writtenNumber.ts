/**
 * Whether a number is read as it is written. What is read is the nearest float64, written with as few
 * digits as tell it from its neighbours; where that is another decimal than the text's, the text says
 * something that nobody will compute with. Null where nothing is to be said.
 */
export function numberProblem(
  source: string,
  value: number,
): { readonly severity: 'error' | 'warning'; readonly message: string } | null {
  const text = source.trim();
  if (/^[-+]?0\d/.test(text))
    return {
      severity: 'error',
      message: `\`${text}\` begins with a zero, which some read as a number to the base 8; write \`${text.replace(/^([-+]?)0+(?=\d)/, '$1')}\`.`,
    };
  if (/^0[xo]/.test(text))
    return Number.isSafeInteger(value)
      ? null
      : { severity: 'error', message: tooLong(text, value) };
  const written = decimalOf(text);
  // `.inf` and `.nan` are refused where a number is wanted.
  if (written === null) return null;
  if (written.digits !== '' && Math.fround(value) === 0)
    return {
      severity: 'error',
      message: `\`${text}\` is smaller than any number that is computed with (float32) and would be 0; write \`0\` if you mean that.`,
    };
  const read = decimalOf(String(value));
  if (read !== null && read.digits === written.digits && read.exponent === written.exponent)
    return null;
  if (!Number.isFinite(value))
    return {
      severity: 'error',
      message: `\`${text}\` is larger than any number that is computed with.`,
    };
  const severity = Number.isInteger(value) ? 'error' : 'warning';
  return { severity, message: tooLong(text, value) };
}

function tooLong(text: string, value: number): string {
  return `\`${text}\` has more digits than a number keeps; it is read as \`${value}\`. Write that.`;
}

/** Significant digits without zeros at either end, and the power of ten of the first; null: no decimal. */
function decimalOf(text: string): { readonly digits: string; readonly exponent: number } | null {
  const match = /^[-+]?(\d*)\.?(\d*)(?:e([-+]?\d+))?$/i.exec(text);
  if (match === null) return null;
  const [, whole = '', fraction = '', power = '0'] = match;
  const all = whole + fraction;
  const first = /[1-9]/.exec(all)?.index;
  if (first === undefined) return { digits: '', exponent: 0 };
  return {
    digits: all.slice(first).replace(/0+$/, ''),
    exponent: whole.length - first - 1 + Number(power),
  };
}

/** The same of each number in a layer's or a rule's words: `dropout 1e-400`, `conv 3/02`. */
export function wordsProblem(words: string): ReturnType<typeof numberProblem> {
  for (const word of words.split(/[\s/]+/)) {
    const problem = decimalOf(word) === null ? null : numberProblem(word, Number(word));
    if (problem !== null) return problem;
  }
  return null;
}
