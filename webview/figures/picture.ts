import { cssColour, legendOf, sampleOf, type Figure, type Scene } from '../../src/figures/index.ts';
import { currentTheme } from '../base/theme.ts';
import { colourOf, drawMarker, strokeSegment } from './paint/draw.ts';
import { sceneCanvas } from './plot.ts';

/** Pixels of the file per pixel of CSS. */
const ratio = 2;
const row = 18;
/** Names of more lines than this would be most of the picture. */
const mostNames = 12;

/** A scene as PNG on the background of the theme, with caption and legend, which the page has elsewhere. */
export async function pngOf(
  scene: Scene,
  figure: Pick<Figure, 'title' | 'unit' | 'series' | 'marks'>,
): Promise<Uint8Array | null> {
  const theme = currentTheme();
  const { width, height } = scene;
  const entries = legendOf(figure).slice(0, mostNames);
  const canvas = document.createElement('canvas');
  canvas.width = Math.round(width * ratio);
  canvas.height = Math.round((height + row * (1 + entries.length) + 12) * ratio);
  const context = canvas.getContext('2d');
  if (context === null) return null;
  context.scale(ratio, ratio);
  context.fillStyle = cssColour(theme.background);
  context.fillRect(0, 0, width, canvas.height / ratio);
  const text = (words: string, x: number, y: number, weight: number, alpha = 1) => {
    context.textBaseline = 'middle';
    context.font = `${weight} ${theme.tickSize + 1}px ${theme.fontFamily}`;
    context.fillStyle = cssColour(theme.ink, alpha);
    context.fillText(words, x, y, width - x);
    return context.measureText(words).width;
  };
  const end = text(figure.title, 8, row / 2 + 4, 600);
  text(figure.unit, 16 + end, row / 2 + 4, 400, 0.75);
  context.drawImage(sceneCanvas(scene, ratio), 0, row + 4, width, height);
  for (const [i, entry] of entries.entries()) {
    const y = row + 10 + height + row * (i + 0.5);
    const { paint, box, line, marker } = sampleOf(entry);
    const colour = colourOf(paint, theme);
    if (box !== null) {
      context.fillStyle = cssColour(colour, box);
      context.fillRect(8, y - 5, 34, 10);
    }
    if (line !== null) strokeSegment({ context, theme }, [8, y, 42, y], line);
    if (marker !== null)
      drawMarker({ context, theme }, marker.shape, [25, y], marker.radius, colour);
    text(entry.label, 50, y, 400);
  }
  const blob = await new Promise<Blob | null>(done => canvas.toBlob(done, 'image/png'));
  return blob === null ? null : new Uint8Array(await blob.arrayBuffer());
}
