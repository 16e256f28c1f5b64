import type { AxisStage, BlockRow } from './blockAxis.ts';

/** Blocks whose numbers stand under the axis, for this many pixels per block. */
export function tickedBlocks(row: BlockRow, pixelsPerBlock: number): number[] {
  const every = tickStep(pixelsPerBlock);
  const ticks: number[] = [];
  for (const stage of row.stages) {
    for (let block = stage.from + every - 1; block < stage.to; block += every) ticks.push(block);
  }
  return ticks;
}

/** Every how many blocks a number stands. Three digits need about 26 pixels. */
export function tickStep(pixelsPerBlock: number): number {
  if (pixelsPerBlock >= 13) return 1;
  if (pixelsPerBlock >= 7) return 2;
  if (pixelsPerBlock >= 4) return 5;
  if (pixelsPerBlock >= 2.4) return 10;
  return pixelsPerBlock >= 0.5 ? 50 : 100;
}

/** `stage 2 · 32 ch · 16²`, shorter where there is less room. */
export function stageLabel(stage: AxisStage, pixels: number): string {
  const number = String(stage.index + 1);
  if (stage.shape === null || pixels <= 74) return pixels > 74 ? `stage ${number}` : number;
  const [height = 0, width = 0, channels = 0] = stage.shape;
  const facts = `${channels} ch · ${height === width ? `${height}²` : `${height} × ${width}`}`;
  return pixels > 150 ? `stage ${number} · ${facts}` : facts;
}
