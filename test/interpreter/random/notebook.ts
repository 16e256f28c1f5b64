import { checkNotebook } from '../../../src/checks/index.ts';
import {
  type NetworkValue,
  parseNotebook,
  type TrainValue,
  whyNotTrainable,
} from '../../../src/language/index.ts';
import { createDraw, type Draw } from './draw.ts';
import { drawNetwork } from './network.ts';

export interface Drawn {
  readonly seed: number;
  readonly text: string;
  readonly network: NetworkValue;
  readonly recipe: TrainValue;
}

/** The notebook of this seed: the first that is drawn from its stream and has no mistakes. */
export function drawNotebook(seed: number): Drawn {
  const draw = createDraw(seed, 'notebook');
  for (;;) {
    const text = `${drawNetwork(draw)}\n---\n${drawTraining(draw)}\n`;
    if (checkNotebook(text).some(d => d.severity === 'error')) continue;
    const { network, recipe } = readNotebook(text);
    if (whyNotTrainable(network) === null) return { seed, text, network, recipe };
  }
}

/** The values of its one network and its one training. */
export function readNotebook(text: string): Pick<Drawn, 'network' | 'recipe'> {
  const values = parseNotebook(text).cells.map(cell => cell.value);
  const network = values.find(v => v?.kind === 'network');
  const recipe = values.find(v => v?.kind === 'train');
  if (network?.kind !== 'network' || recipe?.kind !== 'train')
    throw new Error('a notebook of one network and one training is expected');
  return { network: network.value, recipe: recipe.value };
}

function drawTraining(draw: Draw): string {
  const optimizer = draw.of([
    '{momentum: 0.9, decay: 5e-3}',
    '{momentum: 0.9, nesterov: true, decay-on: all, decay: 1e-2}',
    '{momentum: 0}',
    '{adamw, decay: 0.1}',
  ]);
  return [
    'train: t',
    'network: n',
    'data: ./set',
    'batch: 6',
    'epochs: 2',
    'norms: 1',
    `optimizer: ${optimizer}`,
    `rate: ${optimizer.startsWith('{adamw') ? 0.003 : 0.02}`,
    ...(draw.chance(0.3) ? ['label-smoothing: 0.1'] : []),
    ...(draw.chance(0.3) ? [`clip: ${draw.of([0.1, 1])}`] : []),
  ].join('\n');
}
