import { type Check, networkOf, placeOf } from '../check.ts';

/** Growth that cannot happen, or not as meant. */
export const checkGrowth: Check<'train'> = function* (train, context) {
  const { cell, value } = train;
  if (value.grow === null) return;
  for (const [i, epoch] of value.grow.at.entries())
    if (epoch >= value.epochs)
      yield {
        code: 'grow.outside',
        severity: 'error',
        message: `Training ends after ${value.epochs} epochs, so it cannot grow at ${epoch}; take an earlier epoch or train longer.`,
        range: placeOf(cell, ['grow', 'at', i]),
      };
  const network = networkOf(train, context);
  if (network === null) return;
  const single = network.value.stages.findIndex(s => s.blocks === 1);
  if (single !== -1)
    yield {
      code: 'grow.one-block',
      severity: 'error',
      message: `Stage ${single + 1} of \`${network.cell.name}\` has one block and cannot grow: the second new block copies the second old one. Give it at least 2 blocks.`,
      range: placeOf(cell, ['grow']),
      related: [
        {
          message: 'The stage is here.',
          range: placeOf(network.cell, ['stages', single, 'blocks']),
        },
      ],
    };
  if (network.value.shortcut === 'none')
    yield {
      code: 'grow.plain',
      severity: 'warning',
      message: `\`${network.cell.name}\` has no shortcuts, so a doubled block does not approximate the old one; growth is meant for residual networks.`,
      range: placeOf(cell, ['grow']),
      related: [{ message: 'Shortcuts are off here.', range: placeOf(network.cell, ['shortcut']) }],
    };
  if (value.rate.kind !== 'cosine' || value.grow.restart === false) return;
  const others = value.rate.restarts.filter(r => !value.grow?.at.includes(r));
  if (others.length > 0)
    yield {
      code: 'rate.restarts',
      severity: 'warning',
      message: `The rate restarts by itself at each growth (${value.grow.at.join(', ')}); restarts at ${others.join(', ')} cut these cycles. Remove \`restarts\` or move them.`,
      range: placeOf(cell, ['rate', 'restarts']),
    };
};
