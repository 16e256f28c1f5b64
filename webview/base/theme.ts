import {
  mixed,
  rampThrough,
  withAlpha,
  type Colour,
  type RampColours,
} from '../../src/figures/index.ts';

/** What canvas code draws with: the same tokens as roles.css, read once per theme change. */
export interface Theme {
  readonly ink: Colour;
  readonly background: Colour;
  readonly quiet: Colour;
  readonly grid: Colour;
  readonly axis: Colour;
  readonly accent: Colour;
  readonly error: Colour;
  readonly warning: Colour;
  /** Of the run slots; see `identityOf`. */
  readonly runs: readonly Colour[];
  /** One-sided heat: near the background to ink. */
  readonly oneSided: RampColours;
  /** Heat around 1: purple, background, yellow. */
  readonly aroundOne: RampColours;
  readonly fontFamily: string;
  /** Pixels of tick and diagram labels. */
  readonly tickSize: number;
  readonly isHighContrast: boolean;
}

let current: Theme | null = null;
let observer: MutationObserver | null = null;
const listeners = new Set<() => void>();

export function currentTheme(): Theme {
  watch();
  current ??= readTheme();
  return current;
}

/** Returns how to stop listening. */
export function onThemeChange(listener: () => void): () => void {
  watch();
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** The editor changes the theme by the style of the root and the class of the body. */
function watch(): void {
  if (observer !== null) return;
  observer = new MutationObserver(() => {
    const before = current;
    current = readTheme();
    // The style of the root changes for other reasons too.
    if (before !== null && JSON.stringify(before) === JSON.stringify(current)) return;
    for (const listener of listeners) listener();
  });
  const attributes = { attributes: true, attributeFilter: ['class', 'style'] };
  observer.observe(document.documentElement, attributes);
  observer.observe(document.body, attributes);
}

function readTheme(): Theme {
  const style = getComputedStyle(document.documentElement);
  const read = colourReader(style);
  const black: Colour = { red: 0, green: 0, blue: 0, alpha: 1 };
  const ink = read('foreground') ?? black;
  const background = read('editor-background') ?? mixed(ink, black, 1);
  const run = (name: string) => read(`charts-${name}`) ?? ink;
  return {
    ink,
    background,
    quiet: read('descriptionForeground') ?? ink,
    grid: withAlpha(ink, 0.13),
    axis: withAlpha(ink, 0.42),
    accent: read('focusBorder') ?? ink,
    error: read('editorError-foreground') ?? ink,
    warning: read('editorWarning-foreground') ?? ink,
    runs: [run('foreground'), run('yellow'), run('purple'), run('green'), run('red')],
    oneSided: rampThrough(mixed(background, ink, 0.1), ink),
    aroundOne: rampThrough(run('purple'), background, run('yellow')),
    fontFamily: style.getPropertyValue('--vscode-font-family') || 'sans-serif',
    tickSize: ((parseFloat(style.getPropertyValue('--vscode-font-size')) || 13) * 11) / 13,
    isHighContrast: document.body.classList.contains('vscode-high-contrast'),
  };
}

/** Any CSS colour of a token; null where the theme leaves it out. */
function colourReader(style: CSSStyleDeclaration): (token: string) => Colour | null {
  const canvas = document.createElement('canvas');
  canvas.width = canvas.height = 1;
  const context = canvas.getContext('2d', { willReadFrequently: true });
  return token => {
    const text = style.getPropertyValue(`--vscode-${token}`).trim();
    if (text === '' || context === null) return null;
    context.clearRect(0, 0, 1, 1);
    context.fillStyle = text;
    context.fillRect(0, 0, 1, 1);
    const [red = 0, green = 0, blue = 0, alpha = 0] = context.getImageData(0, 0, 1, 1).data;
    return { red, green, blue, alpha: alpha / 255 };
  };
}
