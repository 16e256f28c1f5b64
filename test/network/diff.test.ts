import { describe, expect, it } from 'vitest';
import { type NetworkValue, parseNotebook } from '../../src/language/index.ts';
import { diffNetworks, formatChange } from '../../src/network/index.ts';

function networkOf(text: string): NetworkValue {
  const [cell] = parseNotebook(`network: n\n${text}`).cells;
  if (cell?.value?.kind !== 'network') throw new Error(`no network: ${text}`);
  return cell.value.value;
}

const base = `stages:
  - {blocks: 2, filters: 16}
  - {blocks: 2, filters: 32, stride: 2}
`;

describe('the difference between two networks', () => {
  it.each<[string, string, string, string[]]>([
    ['nothing', base, `${base}block: [norm, relu, conv 3, norm, relu, conv 3]`, []],
    [
      'filters of a stage, and the shortcut that follows from them',
      base,
      base.replace('filters: 32', 'filters: 64'),
      ['stage 2: filters 32 → 64'],
    ],
    ['blocks', base, base.replace('blocks: 2', 'blocks: 5'), ['stage 1: blocks 2 → 5']],
    ['a stage', base, `${base}  - {blocks: 3, filters: 64}\n`, ['stage 3: blocks none → 3']],
    [
      'the shortcut where the shape changes',
      base,
      `${base}shortcut: projection\n`,
      ['stage 2, block 1: shortcut pad → projection (conv 1)'],
    ],
    ['h', base, `${base}step: 0.5\n`, ['stage 1: step 1 → 0.5', 'stage 2: step 1 → 0.5']],
    [
      'the block',
      base,
      `${base}block: [norm, relu, conv 3]\n`,
      [
        'stage 1: layers norm, relu, conv 3, norm, relu, conv 3 → norm, relu, conv 3',
        'stage 2: layers norm, relu, conv 3, norm, relu, conv 3 → norm, relu, conv 3',
      ],
    ],
    [
      'the rest',
      base,
      `${base}classes: 100\ninit: glorot\nhead: [relu]\n`,
      ['network: classes 10 → 100', 'network: init he → glorot', 'head: layers norm, relu → relu'],
    ],
    [
      'blocks that are dropped',
      base,
      `${base}stochastic-depth: 0.6\n`,
      [
        'stage 1, block 1: survival 1 → 0.9',
        'stage 1, block 2: survival 1 → 0.8',
        'stage 2, block 1: survival 1 → 0.7',
        'stage 2, block 2: survival 1 → 0.6',
      ],
    ],
  ])('%s', (_, before, after, expected) => {
    const found = diffNetworks(networkOf(before), networkOf(after)).map(formatChange);
    expect(
      found.map(line => line.replace(/0\.\d{3,}/g, n => String(Number(Number(n).toFixed(6))))),
    ).toEqual(expected);
  });
});
