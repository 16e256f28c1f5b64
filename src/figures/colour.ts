/** Red, green and blue from 0 to 255, alpha from 0 to 1. */
export interface Colour {
  readonly red: number;
  readonly green: number;
  readonly blue: number;
  readonly alpha: number;
}

/** As CSS writes it, `alpha` times its own. */
export function cssColour({ red, green, blue, alpha }: Colour, times = 1): string {
  return `rgb(${round(red)} ${round(green)} ${round(blue)} / ${round(alpha * times)})`;
}

export function withAlpha(colour: Colour, alpha: number): Colour {
  return { ...colour, alpha };
}

/** The colour at `share` of the way from `a` to `b`, in sRGB as `color-mix` does. */
export function mixed(a: Colour, b: Colour, share: number): Colour {
  const mix = (x: number, y: number) => x + share * (y - x);
  return {
    red: mix(a.red, b.red),
    green: mix(a.green, b.green),
    blue: mix(a.blue, b.blue),
    alpha: mix(a.alpha, b.alpha),
  };
}

/** 256 colours as r, g, b bytes, one after the other. */
export type RampColours = Uint8ClampedArray;

/** A ramp through opaque colours whose lightness changes evenly in OKLab. */
export function rampThrough(...stops: readonly Colour[]): RampColours {
  const labs = stops.map(oklab);
  const ramp = new Uint8ClampedArray(3 * 256);
  for (let i = 0; i < 256; i++) {
    const place = (i / 255) * (labs.length - 1);
    const from = Math.min(labs.length - 2, Math.floor(place));
    const [a, b] = [labs[from], labs[from + 1]];
    if (a === undefined || b === undefined) continue;
    const share = place - from;
    ramp.set(ofOklab(a.map((v, j) => v + share * ((b[j] ?? 0) - v))), 3 * i);
  }
  return ramp;
}

const linear = (byte: number) => {
  const v = byte / 255;
  return v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4;
};

const gamma = (v: number) => 255 * (v <= 0.0031308 ? 12.92 * v : 1.055 * v ** (1 / 2.4) - 0.055);

/** L, a, b. Constants: Björn Ottosson, "A perceptual color space for image processing" (2020). */
function oklab(colour: Colour): number[] {
  const [r, g, b] = [linear(colour.red), linear(colour.green), linear(colour.blue)];
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
  return [
    0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
  ];
}

function ofOklab([lightness = 0, a = 0, b = 0]: readonly number[]): number[] {
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  return [
    4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
    -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
    -0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s,
  ].map(v => gamma(Math.max(0, v)));
}

const round = (v: number) => Math.round(v * 1000) / 1000;
