import { formatBytes, formatCount, formatShort, left, renderTable, right } from '../base/index.ts';
import { formatShape } from '../language/index.ts';
import type { BlockSummary, LayerSummary, NetworkSummary } from './summary.ts';

/** `ResNet-20 · 272,474 parameters · 40.8 M MACs`. */
export function formatNetwork(summary: NetworkSummary): string {
  return [
    summary.name ?? `depth ${summary.depth}`,
    `${formatCount(summary.trainableParameters)} parameters`,
    `${formatShort(summary.macs)} MACs`,
  ].join(' · ');
}

/**
 * A network as text: its totals, what else is known of it, then a row per layer; equal blocks in a row are
 * counted, not repeated.
 */
export function renderNetwork(
  name: string,
  summary: NetworkSummary,
  more: readonly string[] = [],
): string[] {
  const family = summary.name === null ? '' : `, ${summary.name}`;
  const forBatch = `for a batch of ${formatCount(summary.batch)}`;
  return [
    `${name}: depth ${summary.depth}${family}`,
    `  ${formatCount(summary.trainableParameters)} trainable parameters, ${formatCount(summary.otherParameters)} running statistics`,
    `  ${formatCount(summary.macs)} multiply-accumulates per example`,
    `  ${formatBytes(summary.activationBytes)} activations ${forBatch}, ${formatBytes(summary.trainingMemoryBytes)} to train`,
    ...more.map(line => `  ${line}`),
    '',
    ...renderTable(
      [
        left('layer'),
        left('kind'),
        right('in'),
        right('out'),
        right('parameters'),
        right('MACs'),
        right('activations'),
        right('field'),
      ],
      rows(summary),
    ).map(line => `  ${line}`),
  ];
}

function rows(summary: NetworkSummary): string[][] {
  const found: string[][] = [];
  const repeats = countRepeats(summary.blocks);
  let block: string | null = null;
  for (const layer of summary.layers) {
    if (layer.block === null) {
      found.push(layerRow(layer));
      continue;
    }
    const repeat = repeats.get(layer.block);
    if (repeat === undefined) found.push(layerRow(layer));
    else if (layer.block !== block && repeat.first) found.push(repeatRow(repeat));
    block = layer.block;
  }
  return found;
}

interface Repeat {
  /** Stands for the whole row of equal blocks. */
  readonly first: boolean;
  readonly like: string;
  readonly blocks: readonly BlockSummary[];
}

/** By name of the block: those that equal the block before them, where that is two or more. */
function countRepeats(blocks: readonly BlockSummary[]): Map<string, Repeat> {
  const found = new Map<string, Repeat>();
  let start = 0;
  for (let i = 1; i <= blocks.length; i++) {
    const shown = blocks[start];
    const block = blocks[i];
    if (shown === undefined || (block !== undefined && sameBlock(shown, block))) continue;
    const more = blocks.slice(start + 1, i);
    if (more.length > 1)
      more.forEach((b, k) => found.set(b.name, { first: k === 0, like: shown.name, blocks: more }));
    start = i;
  }
  return found;
}

function sameBlock(a: BlockSummary, b: BlockSummary): boolean {
  return (
    a.stage === b.stage &&
    formatShape(a.in) === formatShape(b.in) &&
    formatShape(a.out) === formatShape(b.out) &&
    a.shortcut === b.shortcut &&
    a.trainableParameters === b.trainableParameters &&
    a.macs === b.macs
  );
}

function layerRow(layer: LayerSummary): string[] {
  const {
    name,
    in: input,
    out,
    trainableParameters,
    macs,
    activationBytes,
    receptiveField,
  } = layer;
  const count = (n: number) => (n === 0 ? '' : formatCount(n));
  return [
    name,
    layer.layer,
    formatShape(input),
    formatShape(out),
    count(trainableParameters),
    count(macs),
    activationBytes === 0 ? '' : formatBytes(activationBytes),
    formatCount(receptiveField),
  ];
}

function repeatRow({ like, blocks }: Repeat): string[] {
  const last = blocks.at(-1);
  const total = (of: (b: BlockSummary) => number) => blocks.reduce((n, b) => n + of(b), 0);
  return [
    `${blocks[0]?.name ?? ''} to ${last?.name ?? ''}`,
    `${blocks.length} blocks like ${like}`,
    last === undefined ? '' : formatShape(last.in),
    last === undefined ? '' : formatShape(last.out),
    formatCount(total(b => b.trainableParameters)),
    formatCount(total(b => b.macs)),
    formatBytes(total(b => b.activationBytes)),
    formatCount(last?.receptiveField ?? 0),
  ];
}
