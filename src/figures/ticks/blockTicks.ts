import type { BlockRow, AxisStage } from '../blockRow.ts';

/** Blocks whose numbers stand under the axis, for this many pixels per block. */
export function tickedBlocks(row: BlockRow, pixelsPerBlock: number): number[] {
  const longest = Math.max(1, ...row.stages.map(stage => stage.to - stage.from));
  const every = tickStep(pixelsPerBlock, String(longest).length);
  const ticks: number[] = [];
  for (const stage of row.stages)
    for (let block = stage.from + every - 1; block < stage.to; block += every) ticks.push(block);
  return ticks;
}

/** Every how many blocks a number of so many digits stands, with a gap between it and the next. */
function tickStep(pixelsPerBlock: number, digits: number): number {
  const needed = digits === 1 ? 13 : 8 + 6.5 * digits;
  return [1, 2, 5, 10, 50].find(every => every * pixelsPerBlock >= needed) ?? 100;
}

/** `stage 2 · 32 ch · 16²`, shorter where there is less room. */
export function stageLabel(stage: AxisStage, pixels: number): string {
  const number = String(stage.index + 1);
  if (pixels <= 74) return number;
  if (stage.shape === null) return `stage ${number}`;
  const [height = 0, width = 0, channels = 0] = stage.shape;
  const facts = `${channels} ch · ${height === width ? `${height}²` : `${height} × ${width}`}`;
  return pixels > 150 ? `stage ${number} · ${facts}` : facts;
}
