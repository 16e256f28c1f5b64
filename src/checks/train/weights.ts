import { weightsCellOf } from '../../language/index.ts';
import { networkAtEnd, type NetworkPlan, planParameters } from '../../network/index.ts';
import { type Check, checkedTraining, networkOf, placeOf } from '../check.ts';

/** Weights of another training that are not there for a seed, or do not fit this network. */
export const checkWeights: Check<'train'> = function* (train, context) {
  const { cell } = train;
  const source = checkedTraining(weightsCellOf(context.notebook, cell));
  if (source === null) return;
  const seeds = source.value.seeds;
  const others = train.value.seeds.filter(seed => !seeds.includes(seed));
  if (others.length > 0)
    yield {
      code: 'from.seed',
      severity: 'error',
      message: `Each seed starts from the run of that seed, and \`${source.cell.name}\` has no run of ${others.length === 1 ? 'seed' : 'seeds'} ${others.join(', ')}. Write them there, too, or start from one of its runs by its id.`,
      range: cell.positions.get(['seeds'])?.value ?? placeOf(cell, ['from']),
      related: [{ message: 'The other training is here.', range: source.cell.nameRange }],
    };
  const before = networkOf(source, context);
  const network = networkOf(train, context);
  if (before === null || network === null) return;
  const ended = networkAtEnd(before.value, source.value);
  if (ended === network.value) return;
  const difference = firstDifference(context.plan(ended), context.plan(network.value));
  if (difference === null) {
    const { padding } = network.value;
    if (ended.padding === padding || !isPaddingSeen(context.plan(network.value))) return;
    yield {
      code: 'from.padding',
      severity: 'warning',
      message: `The weights of \`${source.cell.name}\` are trained with \`padding: ${ended.padding}\`, and \`${network.cell.name}\` has \`padding: ${padding}\`: where a convolution has a stride its windows lie otherwise. Write the same \`padding\` in both networks.`,
      range: placeOf(cell, ['from']),
      related: [{ message: 'The other training is here.', range: source.cell.nameRange }],
    };
    return;
  }
  const grows = source.value.grow === null ? '' : ' grown';
  yield {
    code: 'from.network',
    severity: 'error',
    message: `\`${source.cell.name}\` ends with the network \`${before.cell.name}\`${grows}, whose weights do not fit \`${network.cell.name}\`: ${difference}. Start from a training that ends with this network, or take another \`network\`.`,
    range: placeOf(cell, ['from']),
    related: [{ message: 'The other training is here.', range: source.cell.nameRange }],
  };
};

/** Where each convolution moves by one pixel, the two paddings are one. */
function isPaddingSeen({ stem, blocks }: NetworkPlan): boolean {
  const lists = blocks.flatMap(({ enter = [], branch }) => [enter, branch]);
  return [stem, ...lists].flat().some(l => l.layer === 'conv' && l.stride > 1 && l.kernel > 1);
}

function firstDifference(ended: NetworkPlan, plan: NetworkPlan): string | null {
  const [there, here] = [ended, plan].map(
    p => new Map(planParameters(p).map(({ name, shape }) => [name, shape.join('×')])),
  );
  if (there === undefined || here === undefined) return null;
  for (const [name, shape] of there) {
    const other = here.get(name);
    if (other === undefined) return `\`${name}\` is only there`;
    if (other !== shape) return `\`${name}\` is ${shape} there and ${other} here`;
  }
  const [more] = [...here.keys()].filter(name => !there.has(name));
  return more === undefined ? null : `\`${more}\` is only here`;
}
