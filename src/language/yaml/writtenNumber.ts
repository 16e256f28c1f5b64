export interface NumberProblem {
  readonly severity: 'error' | 'warning';
  readonly message: string;
  /** What to write in place of the number. */
  readonly fix?: { readonly text: string };
}

/**
 * Whether a number is read as it is written. What is read is the nearest float64, written with as few
 * digits as tell it from its neighbours; where that is another decimal than the text's, the text says
 * something that nobody will compute with. Null where nothing is to be said.
 */
export function numberProblem(source: string, value: number): NumberProblem | null {
  const text = source.trim();
  if (/^[-+]?0\d/.test(text)) {
    const meant = text.replace(/^([-+]?)0+(?=\d)/, '$1');
    return {
      severity: 'error',
      message: `\`${text}\` begins with a zero, which some read as a number to the base 8; write \`${meant}\`.`,
      fix: { text: meant },
    };
  }
  if (/^0[xo]/.test(text))
    return Number.isSafeInteger(value) ? null : { severity: 'error', ...tooLong(text, value) };
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
  return { severity, ...tooLong(text, value) };
}

function tooLong(text: string, value: number): Omit<NumberProblem, 'severity'> {
  return {
    message: `\`${text}\` has more digits than a number keeps; it is read as \`${value}\`. Write that.`,
    fix: { text: String(value) },
  };
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
export function wordsProblem(words: string): NumberProblem | null {
  for (const { 0: word, index } of words.matchAll(/[^\s/]+/g)) {
    const problem = decimalOf(word) === null ? null : numberProblem(word, Number(word));
    if (problem === null) continue;
    const { fix } = problem;
    if (fix === undefined) return problem;
    const text = words.slice(0, index) + fix.text + words.slice(index + word.length);
    return { ...problem, fix: { text } };
  }
  return null;
}

/** The same problem where the words stand behind another, so that a repair writes both. */
export function fixedBehind(word: string, problem: NumberProblem): NumberProblem {
  const { fix } = problem;
  return fix === undefined ? problem : { ...problem, fix: { text: `${word} ${fix.text}` } };
}
