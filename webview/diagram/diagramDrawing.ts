import { formatCount } from '../../src/base/index.ts';
import {
  chainParts,
  changesShape,
  reachOf,
  streamWidth,
  tallest,
  type ChainPlace,
  type DiagramNetwork,
} from './diagramChain.ts';
import {
  boxHeight,
  diagramMargins,
  levelOf,
  overviewX,
  type DiagramWindow,
} from './diagramLevel.ts';
import { box, diamond, path, round, text, type DiagramPart } from './diagramParts.ts';

export interface DiagramDrawing {
  readonly width: number;
  readonly height: number;
  readonly parts: readonly DiagramPart[];
  /** Of the blocks drawn one by one. */
  readonly chain: ChainPlace;
  /** The lens in the overview; null where all blocks are drawn. */
  readonly lens: { readonly left: number; readonly right: number; readonly bottom: number } | null;
}

export function drawDiagram(
  network: DiagramNetwork,
  width: number,
  window: DiagramWindow,
): DiagramDrawing {
  return window.level === 'bands'
    ? drawBands(network, width, window)
    : drawChain(network, width, window);
}

function drawChain(
  network: DiagramNetwork,
  width: number,
  { slot, level }: DiagramWindow,
): DiagramDrawing {
  const { above, below } = reachOf(network);
  const top = Math.max(26, above + 6);
  const x = (block: number) => overviewX(network.row, slot, block);
  const hasNames = slot >= 24;
  const hasPlus = level === 'boxes';
  const chain: ChainPlace = { slot, top, x, hasPlus, hasNames, gap: diagramMargins.gap };
  const blocks = Array.from({ length: network.row.count }, (_, i) => i);
  const end = x(network.row.count - 1) + slot;
  const under = top + 6 + below + (hasNames ? 15 : 6);
  const last = streamWidth(network.stages.length - 1);
  const parts = [
    ...path('stream', `M52 ${top}H${round(x(0))}`, 1.5),
    ...path('stream', `M${round(end)} ${top}H${width - 54}`, last),
    ...node(0, 52, top, 'input', inputText(network)),
    ...node(width - 54, 54, top, 'classes', String(network.classes)),
    ...chainParts(network, blocks, chain),
    ...network.row.stages.flatMap(s =>
      s.to > s.from ? stageFacts(network, s.index, x(s.from), x(s.to - 1) + slot, under) : [],
    ),
  ];
  return { width, height: under + 58, parts, chain, lens: null };
}

function stageFacts(
  network: DiagramNetwork,
  stage: number,
  left: number,
  right: number,
  y: number,
): DiagramPart[] {
  const { from = 0, to = 0 } = network.row.stages[stage] ?? {};
  const { out = [], parameters = 0 } = network.stages[stage] ?? {};
  const [room, middle] = [right - left, (left + right) / 2];
  const blocks = room > 110 ? ` block${to - from === 1 ? '' : 's'}` : '×';
  const name = room > 110 ? `stage ${stage + 1}` : String(stage + 1);
  return [
    ...path('hair', `M${round(left + 2)} ${y}v4H${round(right - 2)}v-4`),
    text(middle, y + 19, `${name} · ${to - from}${blocks}`, 'middle', true),
    text(middle, y + 34, room > 60 ? out.join(' × ') : out.join('×')),
    ...(room > 84
      ? [text(middle, y + 49, formatCount(parameters) + (room > 120 ? ' parameters' : ''))]
      : []),
  ];
}

/** Hundreds of blocks: a band for each stage, and a lens whose blocks are drawn below. */
function drawBands(network: DiagramNetwork, width: number, window: DiagramWindow): DiagramDrawing {
  const { row } = network;
  const { slot, from, to } = window;
  const top = 20;
  const high = tallest(network);
  const x = (block: number) => overviewX(row, slot, block);
  const parts: DiagramPart[] = [...path('stream', `M0 ${top}H${width}`, 1.5)];
  for (const { index, from: first, to: end } of row.stages) {
    if (end === first) continue;
    const [a, e] = [x(first), x(end - 1) + slot];
    const { out = [] } = network.stages[index] ?? {};
    const height = boxHeight(out[0] ?? 1);
    parts.push(...path('stagefill', box(a, top + 8, e - a, height)));
    parts.push(...bandTicks(a, slot, end - first, top, height));
    parts.push(text((a + e) / 2, 12, bandText(network, index, e - a), 'middle', true));
    if (index > 0 && changesShape(network, first))
      parts.push(...path('plus', diamond(a - diagramMargins.gap / 2, top)));
  }
  parts.push(
    text(0, top + 20, 'input', 'start'),
    text(0, top + 34, inputText(network), 'start'),
    text(width, top + 20, 'classes', 'end'),
    text(width, top + 34, String(network.classes), 'end'),
  );
  const [left, right] = [x(from), x(to - 1) + slot];
  const [bottom, below] = [top + high + 12, top + high + 34];
  parts.push(
    ...path('lens', box(left, top - 4, right - left, high + 16)),
    ...path('lens', `M${round(left)} ${bottom}L0 ${below}H${width}L${round(right)} ${bottom}z`),
  );
  const reach = reachOf(network);
  const chain = lensChain(network, width, window, below + Math.max(22, reach.above + 6));
  const shown = Array.from({ length: to - from }, (_, i) => from + i);
  parts.push(...chainParts(network, shown, chain));
  const words = `blocks ${row.nameOf(from)} to ${row.nameOf(to - 1)} of ${formatCount(row.count)}`;
  const hint = width > 560 ? '; drag the lens, or ← → and Page Up, Page Down' : '';
  const end = chain.top + reach.below + 36;
  parts.push(text(width / 2, end, words + hint));
  return { width, height: end + 8, parts, chain, lens: { left, right, bottom } };
}

function lensChain(
  { row }: DiagramNetwork,
  width: number,
  { from, to }: DiagramWindow,
  top: number,
): ChainPlace {
  const stageAt = (block: number) => row.stageOf(block)?.index ?? 0;
  const [first, gap] = [stageAt(from), 18];
  const slot = (width - 24 - gap * (stageAt(to - 1) - first)) / Math.max(1, to - from);
  const x = (block: number) => 12 + (block - from) * slot + (stageAt(block) - first) * gap;
  return { slot, top, x, gap, hasPlus: levelOf(slot) === 'boxes', hasNames: slot >= 24 };
}

/** Numbers of every fiftieth block. */
function bandTicks(left: number, slot: number, n: number, top: number, height: number) {
  const every = slot < 0.5 ? 100 : 50;
  const parts: DiagramPart[] = [];
  for (let k = every; k < n; k += every) {
    const x = round(left + k * slot);
    parts.push(...path('hair', `M${x} ${top + 8}v${height + 4}`));
    parts.push(text(x, top + height + 24, String(k)));
  }
  return parts;
}

function bandText({ row, stages }: DiagramNetwork, stage: number, room: number): string {
  const { from = 0, to = 0 } = row.stages[stage] ?? {};
  const { out = [], parameters = 0 } = stages[stage] ?? {};
  const blocks = `stage ${stage + 1} · ${to - from} block${to - from === 1 ? '' : 's'}`;
  const shape = `${blocks} · ${out.join(' × ')}`;
  const forms = [`${shape} · ${formatCount(parameters)} parameters`, shape, blocks];
  // Bold letters of the size of labels are about 7 pixels wide.
  return forms.find(form => 7 * form.length < room) ?? `${stage + 1} · ${to - from}×`;
}

function inputText({ input: [height = 0, width = 0, channels = 0] }: DiagramNetwork): string {
  return `${height === width ? `${height}²` : `${height}×${width}`} × ${channels}`;
}

function node(x: number, width: number, top: number, name: string, fact: string): DiagramPart[] {
  const middle = x + width / 2;
  return [
    ...path('f', box(x, top - 17, width, 34, 3)),
    text(middle, top - 3, name, 'middle', true),
    text(middle, top + 11, fact),
  ];
}
