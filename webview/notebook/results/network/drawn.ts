import type { LayerSummary } from '../../../../src/network/index.ts';
import type { NetworkView } from '../../../../src/protocol/index.ts';
import { BlockRow } from '../../../../src/figures/index.ts';
import type { DiagramNetwork } from '../../../diagram/diagramChain.ts';
import { blockText } from './layerText.ts';

/** A network as the diagram draws it, and a line for each block. */
export interface DrawnNetwork {
  readonly network: DiagramNetwork;
  readonly describe: (block: number) => string;
}

export function drawn({ summary, stages, input, classes }: NetworkView): DrawnNetwork {
  const row = new BlockRow({
    blocks: stages.map(s => s.to - s.from),
    shapes: stages.map(s => s.out),
  });
  const layersOf = new Map<string, LayerSummary[]>();
  for (const layer of summary.layers)
    if (layer.block !== null)
      layersOf.set(layer.block, [...(layersOf.get(layer.block) ?? []), layer]);
  const network: DiagramNetwork = {
    row,
    blocks: summary.blocks,
    stages: stages.map(s => ({ out: s.out, parameters: s.trainableParameters })),
    input,
    classes,
  };
  const describe = (block: number) => {
    const found = summary.blocks[block];
    return found === undefined ? '' : blockText(found, layersOf.get(found.name) ?? []);
  };
  return { network, describe };
}
