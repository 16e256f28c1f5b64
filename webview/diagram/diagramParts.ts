/** What a drawing of a network is made of; drawn as SVG on the page and on a canvas for export. */
export type DiagramPart = DiagramPath | DiagramText;

/** How a path looks; the names are classes of the style sheet of diagrams. */
export type DiagramLook =
  | 'stream'
  | 'branch'
  | 'f'
  | 'f t'
  | 'plus'
  | 'plusmark'
  | 'hair'
  | 'lens'
  | 'cursor'
  | 'stagefill';

export interface DiagramPath {
  readonly part: 'path';
  readonly d: string;
  readonly look: DiagramLook;
  /** Of the stroke, in pixels, where the look does not say it. */
  readonly width: number | null;
}

export interface DiagramText {
  readonly part: 'text';
  readonly x: number;
  readonly y: number;
  readonly text: string;
  readonly anchor: 'start' | 'middle' | 'end';
  readonly strong: boolean;
}

export function path(look: DiagramLook, d: string, width: number | null = null): DiagramPart[] {
  return d === '' ? [] : [{ part: 'path', d, look, width }];
}

export function text(
  x: number,
  y: number,
  words: string,
  anchor: DiagramText['anchor'] = 'middle',
  strong = false,
): DiagramText {
  return { part: 'text', x: round(x), y, text: words, anchor, strong };
}

/** A box with rounded corners. */
export function box(x: number, y: number, width: number, height: number, corner = 0): string {
  const r = Math.min(corner, width / 2, height / 2);
  const [w, h] = [round(width - 2 * r), round(height - 2 * r)];
  const turn = (dx: number, dy: number) => (r === 0 ? '' : `a${r} ${r} 0 0 1 ${dx * r} ${dy * r}`);
  return `M${round(x + r)} ${round(y)}h${w}${turn(1, 1)}v${h}${turn(-1, 1)}h${-w}${turn(-1, -1)}v${-h}${turn(1, -1)}z`;
}

export function circle(x: number, y: number, r: number): string {
  return `M${round(x - r)} ${y}a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0z`;
}

/** ◇ on the stream: the shape changes here. */
export function diamond(x: number, y: number): string {
  return `M${round(x)} ${y - 6}l6 6-6 6-6-6z`;
}

/** Hundredths of a pixel are enough, and keep paths of many blocks short. */
export const round = (v: number) => Math.round(v * 100) / 100;
