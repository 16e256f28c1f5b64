/** What a terminal, or a file in its place, can show. */
export interface Screen {
  /** Signs on a line. */
  readonly columns: number;
  /** False: ASCII alone. */
  readonly isUnicode: boolean;
}

/** Minus, powers, dashes and other signs of numbers and words as ASCII has them. */
export function spelled(text: string, { isUnicode }: Screen): string {
  if (isUnicode) return text;
  return text
    .replace(
      /[⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+/g,
      power =>
        `^${[...power]
          .map(sign => powers.indexOf(sign))
          .map(i => (i < 10 ? i : '-'))
          .join('')}`,
    )
    .replace(/[^\x20-\x7e]/gu, sign => ascii[sign] ?? '?');
}

const powers = '⁰¹²³⁴⁵⁶⁷⁸⁹⁻';

const ascii: Readonly<Record<string, string>> = {
  '\u2212': '-',
  '–': '-',
  '—': '-',
  '×': 'x',
  '·': '.',
  '…': '...',
  '→': '->',
  '±': '+/-',
  '≤': '<=',
  '≥': '>=',
  '∞': 'inf',
  '‖': '||',
  '½': '1/2',
  '¼': '1/4',
  '⅛': '1/8',
  δ: 'delta',
  τ: 'tau',
  '’': "'",
  '“': '"',
  '”': '"',
  '\u00a0': ' ',
  '\u202f': ' ',
};

export const signs = (isUnicode: boolean) => (isUnicode ? unicodeSigns : asciiSigns);

const unicodeSigns = {
  dot: '•',
  above: '▲',
  below: '▼',
  cross: '×',
  flag: '⚑',
  side: '│',
  sideTick: '┤',
  corner: '└',
  floor: '─',
  floorTick: '┬',
  shades: [' ', '░', '▒', '▓', '█'],
  line: '──',
  theory: '┄┄',
  band: '░░',
} as const;

const asciiSigns = {
  dot: 'o',
  above: '^',
  below: 'v',
  cross: 'x',
  flag: '!',
  side: '|',
  sideTick: '+',
  corner: '+',
  floor: '-',
  floorTick: '+',
  shades: [' ', '.', ':', '+', '#'],
  line: '**',
  theory: '..',
  band: '::',
} as const;
