import type { BlockRow } from '../../src/figures/index.ts';
import { boxHeight } from './diagramLevel.ts';
import {
  box,
  circle,
  diamond,
  path,
  round,
  text,
  type DiagramLook,
  type DiagramPart,
} from './diagramParts.ts';

/** What a diagram shows of a network. Shapes are [height, width, channels]. */
export interface DiagramNetwork {
  readonly row: BlockRow;
  readonly blocks: readonly {
    readonly in: readonly number[];
    readonly out: readonly number[];
    /** `none`: the block has no skip. */
    readonly shortcut: string;
  }[];
  readonly stages: readonly { readonly out: readonly number[]; readonly parameters: number }[];
  readonly input: readonly number[];
  readonly classes: number;
}

/** Where blocks stand, drawn one by one. */
export interface ChainPlace {
  /** Pixels per block. */
  readonly slot: number;
  /** Height of the stream. */
  readonly top: number;
  /** Left edge of a block. */
  readonly x: (block: number) => number;
  readonly hasPlus: boolean;
  readonly hasNames: boolean;
  readonly gap: number;
}

/** The skips as one straight stream, and each block as a side branch that returns at a plus; one without a skip on the stream. */
export function chainParts(
  network: DiagramNetwork,
  blocks: readonly number[],
  place: ChainPlace,
): DiagramPart[] {
  const names = place.hasNames
    ? blocks.map(b =>
        text(
          place.x(b) + place.slot / 2,
          place.top + reachOf(network).below + 15,
          network.row.nameOf(b),
        ),
      )
    : [];
  return [...streams(network, blocks, place), ...sides(network, blocks, place), ...names];
}

/** Only the branches and boxes: what is drawn again where a block is selected. */
export function blockParts(
  network: DiagramNetwork,
  block: number,
  place: ChainPlace,
): DiagramPart[] {
  const label = text(
    place.x(block) + place.slot / 2,
    place.top + reachOf(network).below + 15,
    network.row.nameOf(block),
    'middle',
    true,
  );
  const parts = sides(network, [block], place);
  return place.hasNames ? [...parts, label] : parts;
}

/** Height of the largest box. */
export function tallest(network: DiagramNetwork): number {
  return Math.max(14, ...network.stages.map(s => boxHeight(s.out[0] ?? 1)));
}

/** The shape on the skips is another than before this block. */
export function changesShape({ blocks }: DiagramNetwork, block: number): boolean {
  const own = blocks[block];
  const before = blocks[block - 1]?.out ?? own?.in;
  return own !== undefined && String(before) !== String(own.out);
}

/** How far boxes go from the stream: side branches hang below it, and a block without a skip stands on it. */
export function reachOf(network: DiagramNetwork): {
  readonly above: number;
  readonly below: number;
} {
  const high = tallest(network);
  const hasPlain = network.blocks.some(isPlain);
  const hasBranches = !network.blocks.every(isPlain);
  return { above: hasPlain ? high / 2 : 0, below: hasBranches ? 16 + high : high / 2 };
}

const isPlain = ({ shortcut }: DiagramNetwork['blocks'][number]) => shortcut === 'none';

/** Thicker with channels. Through blocks without a skip it goes as through all others, behind their boxes. */
function streams(
  network: DiagramNetwork,
  blocks: readonly number[],
  { x, slot, top, gap }: ChainPlace,
): DiagramPart[] {
  const lines = new Map<number, string>();
  for (const block of blocks) {
    const stage = network.row.stageOf(block)?.index ?? 0;
    const isFirst = network.row.stages[stage]?.from === block;
    const start = x(block) - (isFirst && stage > 0 && blocks[0] !== block ? gap : 0);
    const line = `M${round(start)} ${top}H${round(x(block) + slot)}`;
    lines.set(stage, (lines.get(stage) ?? '') + line);
  }
  return [...lines].flatMap(([stage, d]) => path('stream', d, streamWidth(stage)));
}

export const streamWidth = (stage: number) => 1.5 + 0.75 * Math.min(stage, 6);

function sides(
  network: DiagramNetwork,
  blocks: readonly number[],
  { x, slot, top, gap, hasPlus }: ChainPlace,
): DiagramPart[] {
  const d = { branch: '', f: '', 'f t': '', plus: '', plusmark: '' };
  const width = Math.min(hasPlus ? Math.max(46, slot * 0.4) : 46, slot * (hasPlus ? 0.58 : 0.62));
  for (const block of blocks) {
    const left = x(block);
    const middle = left + slot / 2;
    const [out, back] = [left + slot * 0.1, left + slot * 0.9];
    const own = network.blocks[block];
    const height = boxHeight(own?.out[0] ?? 1);
    const changes = changesShape(network, block);
    const skips = own?.shortcut !== 'none';
    const y = skips ? top + 16 : top - height / 2;
    const half = round(y + height / 2);
    const [a, b] = [round(middle - width / 2), round(middle + width / 2)];
    if (skips && hasPlus) {
      d.branch += `M${round(out)} ${top}V${half}H${a}M${b} ${half}H${round(back)}V${top + 5}`;
      d.plus += circle(back, top, 4.5);
      d.plusmark += `M${round(back - 3)} ${top}h6M${round(back)} ${top - 3}v6`;
    } else if (skips) d.branch += `M${round(middle)} ${top}V${y}`;
    d[changes ? 'f t' : 'f'] += box(middle - width / 2, y, width, height, slot > 12 ? 2 : 0);
    if (changes && skips) d.plus += diamond(block === blocks[0] ? left : left - gap / 2, top);
  }
  return (Object.keys(d) as (DiagramLook & keyof typeof d)[]).flatMap(look => path(look, d[look]));
}
