import { mixed, rampThrough, type Colour, type RampColours } from './colour.ts';

/** What the roles of a scene look like. A page hands in the editor's theme; a file has `printTheme`. */
export interface FigureTheme {
  readonly background: Colour;
  readonly ink: Colour;
  readonly quiet: Colour;
  readonly grid: Colour;
  readonly axis: Colour;
  readonly accent: Colour;
  readonly error: Colour;
  /** Of the run slots; see `identityOf`. */
  readonly runs: readonly Colour[];
  /** One-sided heat: near the background to ink. */
  readonly oneSided: RampColours;
  /** Heat around a middle: purple, background, yellow. */
  readonly aroundOne: RampColours;
  readonly fontFamily: string;
  /** Pixels of tick labels; captions have one more. */
  readonly tickSize: number;
}

const white = ofHex('#ffffff');
const ink = ofHex('#1a1a1a');

/** Dark on white, for papers; all colours of runs have a contrast of at least 4.5 to the paper. */
export const printTheme: FigureTheme = {
  background: white,
  ink,
  quiet: ofHex('#5c5c5c'),
  grid: mixed(white, ink, 0.13),
  axis: mixed(white, ink, 0.42),
  accent: ofHex('#0b5cad'),
  error: ofHex('#b5200d'),
  runs: ['#1a1a1a', '#966400', '#652d90', '#2f7a2b', '#c0341d'].map(ofHex),
  oneSided: rampThrough(mixed(white, ink, 0.1), ink),
  aroundOne: rampThrough(ofHex('#652d90'), white, ofHex('#966400')),
  fontFamily: 'system-ui, -apple-system, Segoe UI, Helvetica, Arial, sans-serif',
  tickSize: 11,
};

/** `#rrggbb` */
function ofHex(hex: string): Colour {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map(i => parseInt(hex.slice(i, i + 2), 16));
  return { red, green, blue, alpha: 1 };
}
