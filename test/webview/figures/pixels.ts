import type { Page } from 'playwright-core';

/** Places in an SVG file, in pixels of the scene below its caption of 24. */
export interface Vector {
  /** Middles of the squares of runs' markers, from left to right. */
  readonly rects: readonly (readonly [number, number])[];
  /** Straight pieces of paths of two points: x0, y0, x1, y1. */
  readonly segments: readonly (readonly [number, number, number, number])[];
}

const caption = 24;

export function vectorOf(svg: string): Vector {
  const numbers = (text = '') => [...text.matchAll(/-?\d+(?:\.\d+)?/g)].map(Number);
  const attribute = (tag: string, name: string) =>
    Number(new RegExp(`\\b${name}="([^"]*)"`).exec(tag)?.[1] ?? NaN);
  const groups = [...svg.matchAll(/<g data-series[^>]*data-item="(\w+)"[^>]*>(.*?)<\/g>/gs)];
  const rects = groups
    .filter(([, item]) => item === 'markers')
    .flatMap(([, , inside = '']) => [...inside.matchAll(/<rect[^>]*>/g)].map(([tag]) => tag))
    .map((tag): [number, number] => [
      attribute(tag, 'x') + attribute(tag, 'width') / 2,
      attribute(tag, 'y') + attribute(tag, 'height') / 2 - caption,
    ])
    .sort(([a], [b]) => a - b);
  const segments = groups
    .filter(([, item]) => item === 'segments')
    .flatMap(([, , inside = '']) => [...inside.matchAll(/ d="([^"]*)"/g)])
    .flatMap(([, d = '']) => d.split('M').slice(1))
    .map((piece): [number, number, number, number] => {
      const [x0 = NaN, y0 = NaN, x1 = NaN, y1 = NaN] = numbers(piece);
      return [x0, y0 - caption, x1, y1 - caption];
    })
    .sort(([a], [b]) => a - b);
  return { rects, segments };
}

/**
 * Middles of the connected spots in the colour of the second run, from left to right, in pixels of CSS; spots of fewer than
 * `least` pixels of the canvas are edges.
 */
export async function blobs(page: Page, _of: 'run', least: number): Promise<[number, number][]> {
  return page.evaluate(smallest => {
    const found: [number, number][] = [];
    for (const canvas of document.querySelectorAll<HTMLCanvasElement>(
      'reslab-figure canvas:not(.overlay)',
    )) {
      const context = canvas.getContext('2d');
      if (context === null || canvas.width < 100) continue;
      const ratio = canvas.width / canvas.clientWidth;
      const { data, width, height } = context.getImageData(0, 0, canvas.width, canvas.height);
      // Yellow: its blue is far below its red.
      const weight = (i: number) => {
        const [red = 0, , blue = 0, alpha = 0] = data.subarray(4 * i, 4 * i + 4);
        return alpha > 0 && red - blue > 60 ? alpha / 255 : 0;
      };
      const seen = new Uint8Array(width * height);
      for (let start = 0; start < width * height; start++) {
        if (seen[start] === 1 || weight(start) === 0) continue;
        let [sum, x, y, count] = [0, 0, 0, 0];
        const open = [start];
        seen[start] = 1;
        for (let i = open.pop(); i !== undefined; i = open.pop()) {
          const [column, row, w] = [i % width, Math.floor(i / width), weight(i)];
          sum += w;
          x += w * (column + 0.5);
          y += w * (row + 0.5);
          count++;
          for (const next of [i - 1, i + 1, i - width, i + width])
            if (next >= 0 && next < seen.length && seen[next] === 0 && weight(next) > 0) {
              seen[next] = 1;
              open.push(next);
            }
        }
        if (count >= smallest) found.push([x / sum / ratio, y / sum / ratio]);
      }
    }
    return found.sort(([a], [b]) => a - b);
  }, least);
}
