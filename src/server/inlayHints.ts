import { type InlayHint, InlayHintKind } from 'vscode-languageserver';
import { formatCount, formatShort, type TextRange } from '../base/index.ts';
import { type Cell, formatShape, type Shape } from '../language/index.ts';
import { type BlockSummary, formatNetwork, type NetworkSummary } from '../network/index.ts';
import { rangeIn, type State } from './state.ts';

/**
 * What comes out of stem, stages, preset and the whole of each network. A network with mistakes gets
 * the hints up to the first stage that cannot be read; what lies behind it is not known.
 */
export function inlayHints(state: State, within: TextRange): InlayHint[] {
  return state.notebook.cells
    .filter(c => c.range.end >= within.start && c.range.start <= within.end)
    .flatMap(cell => {
      const summary = state.summary(cell);
      return summary === null ? [] : hintsOf(state, cell, summary);
    })
    .filter(({ offset }) => within.start <= offset && offset <= within.end)
    .map(({ offset, label, tooltip }) => ({
      position: rangeIn(state, { start: offset, end: offset }).start,
      label,
      tooltip,
      kind: InlayHintKind.Type,
      paddingLeft: true,
    }));
}

interface Hint {
  readonly offset: number;
  readonly label: string;
  readonly tooltip: string;
}

function hintsOf(state: State, cell: Cell, summary: NetworkSummary): Hint[] {
  const hints: Hint[] = [];
  const { positions } = cell;
  const broken = readErrors(state, cell);
  const isSound = (range: TextRange) =>
    !broken.some(e => e.start < range.end && e.end > range.start);
  if (broken.length === 0)
    hints.push({
      offset: cell.nameRange.end,
      label: formatNetwork(summary),
      tooltip:
        'Trainable parameters; multiply-accumulates of convolutions and the dense layer for one example, forward.',
    });
  const stem = positions.get(['stem'])?.value;
  const input = positions.get(['input'])?.value;
  const before = [stem, input, positions.get(['block'])?.value].filter(r => r !== undefined);
  if (!before.every(isSound)) return hints;
  const stemLayers = summary.layers.filter(l => l.place === 'stem');
  if (stem !== undefined)
    hints.push(
      hint(
        stem.end,
        stemLayers.at(-1)?.out,
        sum(stemLayers, l => l.trainableParameters),
      ),
    );
  const stages = stagesOf(summary.blocks);
  for (const [s, blocks] of stages.entries()) {
    const place = positions.get(['stages', s])?.value;
    if (place === undefined) continue;
    if (!isSound(place)) break;
    hints.push(
      hint(
        place.end,
        blocks.at(-1)?.out,
        sum(blocks, b => b.trainableParameters),
        blocks,
      ),
    );
  }
  const preset = positions.get(['preset'])?.value;
  if (preset !== undefined && isSound(preset))
    hints.push(hint(preset.end, summary.blocks.at(-1)?.out, summary.trainableParameters));
  return hints;
}

function hint(
  offset: number,
  shape: Shape | undefined,
  parameters: number,
  blocks?: readonly BlockSummary[],
): Hint {
  const out = shape === undefined ? '' : `→ ${formatShape(shape)} · `;
  const macs = blocks && ` ${formatShort(sum(blocks, b => b.macs))} MACs in this stage.`;
  return {
    offset,
    label: `${out}${formatShort(parameters)} parameters`,
    tooltip: `Height×width×channels after it; ${formatCount(parameters)} trainable parameters.${macs ?? ''}`,
  };
}

/** Where something could not be read; the mistakes of shapes still have the shapes that layers give. */
function readErrors(state: State, cell: Cell): TextRange[] {
  return state.notebook.diagnostics
    .filter(d => d.severity === 'error')
    .map(d => d.range)
    .filter(r => cell.range.start <= r.start && r.start < cell.range.end);
}

function stagesOf(blocks: readonly BlockSummary[]): BlockSummary[][] {
  const stages: BlockSummary[][] = [];
  for (const block of blocks) (stages[block.stage - 1] ??= []).push(block);
  return stages;
}

function sum<T>(items: readonly T[], of: (item: T) => number): number {
  return items.reduce((total, item) => total + of(item), 0);
}
