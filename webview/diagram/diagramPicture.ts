import { cssColour, mixed, type Colour } from '../../src/figures/index.ts';
import { currentTheme, type Theme } from '../base/theme.ts';
import type { DiagramDrawing } from './diagramDrawing.ts';
import type { DiagramLook, DiagramPart } from './diagramParts.ts';

/** A diagram as PNG at twice the pixels, from the same parts as on the page. */
export async function diagramPicture(drawing: DiagramDrawing): Promise<Uint8Array | null> {
  const theme = currentTheme();
  const canvas = document.createElement('canvas');
  canvas.width = 2 * drawing.width;
  canvas.height = 2 * drawing.height;
  const context = canvas.getContext('2d');
  if (context === null) return null;
  context.scale(2, 2);
  context.fillStyle = cssColour(theme.background);
  context.fillRect(0, 0, drawing.width, drawing.height);
  for (const part of drawing.parts) paintPart(context, theme, part);
  const blob = await new Promise<Blob | null>(done => canvas.toBlob(done, 'image/png'));
  return blob === null ? null : new Uint8Array(await blob.arrayBuffer());
}

function paintPart(context: CanvasRenderingContext2D, theme: Theme, part: DiagramPart): void {
  if (part.part === 'text') {
    context.font = `${part.strong ? '600 ' : ''}${theme.tickSize}px ${theme.fontFamily}`;
    context.fillStyle = cssColour(part.strong ? theme.ink : theme.quiet);
    context.textAlign = part.anchor === 'middle' ? 'center' : part.anchor;
    context.fillText(part.text, part.x, part.y);
    return;
  }
  const { fill, stroke } = colours(theme, part.look);
  const path = new Path2D(part.d);
  if (fill !== null) {
    context.fillStyle = cssColour(fill);
    context.fill(path);
  }
  if (stroke === null) return;
  context.strokeStyle = cssColour(stroke);
  context.lineWidth = part.width ?? 1;
  context.stroke(path);
}

/** What the style sheet of diagrams says of each look. */
function colours(
  { ink, quiet, background, accent }: Theme,
  look: DiagramLook,
): { readonly fill: Colour | null; readonly stroke: Colour | null } {
  const tint = (share: number) => mixed(background, ink, share);
  switch (look) {
    case 'stream':
    case 'plusmark':
      return { fill: null, stroke: ink };
    case 'branch':
      return { fill: null, stroke: quiet };
    case 'f':
      return { fill: tint(0.09), stroke: quiet };
    case 'f t':
      return { fill: tint(0.26), stroke: quiet };
    case 'plus':
      return { fill: background, stroke: ink };
    case 'hair':
      return { fill: null, stroke: tint(0.14) };
    case 'lens':
      return { fill: { ...ink, alpha: 0.06 }, stroke: tint(0.14) };
    case 'cursor':
      return { fill: accent, stroke: null };
    case 'stagefill':
      return { fill: tint(0.1), stroke: quiet };
  }
}
