import { cssColour, identityOf } from '../../../src/figures/index.ts';
import { currentTheme } from '../../base/theme.ts';
import { drawMarker, drawSegment } from './draw.ts';
import type { Plot } from './plot.ts';

export interface PictureCaption {
  readonly heading: string;
  readonly unit: string;
  readonly legend: readonly {
    readonly label: string;
    readonly slot: number;
    readonly kind: string;
  }[];
}

/** Pixels of the file per pixel of CSS. */
const ratio = 2;
const row = 18;

/** A plot as PNG on the background of the theme, with caption and legend, which the page has elsewhere. */
export async function pictureOf(plot: Plot, caption: PictureCaption): Promise<Uint8Array | null> {
  const theme = currentTheme();
  const chart = plot.toCanvas(ratio);
  const width = chart.width / ratio;
  const entries = caption.legend.slice(0, 12);
  const canvas = document.createElement('canvas');
  canvas.width = chart.width;
  canvas.height = chart.height + (row * (1 + entries.length) + 12) * ratio;
  const context = canvas.getContext('2d');
  if (context === null) return null;
  context.scale(ratio, ratio);
  context.fillStyle = cssColour(theme.background);
  context.fillRect(0, 0, width, canvas.height / ratio);
  context.textBaseline = 'middle';
  const text = (words: string, x: number, y: number, weight: number, alpha = 1) => {
    context.font = `${weight} ${theme.tickSize + 1}px ${theme.fontFamily}`;
    context.fillStyle = cssColour(theme.ink, alpha);
    context.fillText(words, x, y, width - x);
    return context.measureText(words).width;
  };
  const end = text(caption.heading, 8, row / 2 + 4, 600);
  text(caption.unit, 16 + end, row / 2 + 4, 400, 0.75);
  context.drawImage(chart, 0, row + 4, width, chart.height / ratio);
  for (const [i, { label, slot, kind }] of entries.entries()) {
    const y = row + 10 + chart.height / ratio + row * (i + 0.5);
    const { colour: index, dash, marker } = identityOf(slot);
    const colour = kind === 'theory' ? theme.quiet : (theme.runs[index] ?? theme.ink);
    const isRaw = kind === 'raw' || kind === 'thin';
    drawSegment(context, 8, y, 42, y, {
      colour,
      alpha: isRaw ? 0.6 : 1,
      width: isRaw ? 1 : 2,
      dash: kind === 'theory' ? [5, 4] : isRaw ? [] : dash,
    });
    if (kind === 'marked') drawMarker({ context, theme }, marker, 25, y, 3, colour);
    text(label, 50, y, 400);
  }
  const blob = await new Promise<Blob | null>(done => canvas.toBlob(done, 'image/png'));
  return blob === null ? null : new Uint8Array(await blob.arrayBuffer());
}
