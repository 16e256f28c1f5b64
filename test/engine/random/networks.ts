import { Random } from '../../../src/base/index.ts';
import { parseNotebook, whyNotTrainable, type NetworkValue } from '../../../src/language/index.ts';
import { findNetworkProblems, planNetwork, type NetworkPlan } from '../../../src/network/index.ts';

/** The text of a network cell that was drawn, and its plan. */
export interface DrawnNetwork {
  readonly text: string;
  readonly plan: NetworkPlan;
}

/** The network of this number; the same for the same seed. Small, and one that a run would take. */
export function drawNetwork(seed: number, number: number): DrawnNetwork {
  for (let attempt = 0; attempt < 200; attempt++) {
    const text = drawText(Random.of(seed, 'network', number, attempt));
    const plan = planOf(text);
    if (plan) return { text, plan };
  }
  throw new Error(`no text of number ${number} is a network`);
}

function planOf(text: string): NetworkPlan | null {
  const { cells, diagnostics } = parseNotebook(text);
  if (diagnostics.some(d => d.severity === 'error')) return null;
  const value = cells[0]?.value?.value as NetworkValue;
  if (whyNotTrainable(value) !== null) return null;
  const plan = planNetwork(value);
  return findNetworkProblems(value, plan).some(p => p.severity === 'error') ? null : plan;
}

function drawText(random: Random): string {
  const one = <T>(...from: readonly T[]): T => from[random.below(from.length)]!;
  const upTo = (n: number): number => 1 + random.below(n);
  const maybe = (share: number, line: () => string): string[] =>
    random.float() < share ? [line()] : [];
  const list = (count: number, of: () => string): string =>
    Array.from({ length: count }, of).join(', ');
  const activation = () =>
    one(
      'relu',
      'relu',
      `leaky-relu ${one('0.1', '0.3')}`,
      one('tanh', 'sigmoid', 'gelu', 'silu', 'identity'),
    );
  const layer = () =>
    one(
      'norm',
      'norm',
      activation(),
      convolution(),
      'bias',
      'scale',
      `dropout ${one('0.2', '0.5')}`,
      'pool',
    );
  const convolution = () => `conv ${one(1, 1, 2, 3, 3, 4, 5, 7)}`;
  const branch = () =>
    `[${list(random.below(3), layer)}${random.below(2) ? ', ' : ', norm, relu, '}${convolution()}, ${list(random.below(3), layer)}${one('', ', after: relu', ', after: [norm, relu]', ', after: leaky-relu 0.2')}]`
      .replace(/\[, /g, '[')
      .replace(/, , /g, ', ')
      .replace(/, \]$/, ']');
  const block = () =>
    one(
      'preactivation',
      'postactivation',
      'bottleneck',
      'plain',
      'fixup',
      'warpnet',
      branch(),
      branch(),
      branch(),
    );
  const stage = (i: number) =>
    `  - {blocks: ${upTo(2)}, filters: ${one(4, 4, 8, upTo(9), upTo(9))}, stride: ${i === 0 ? one(1, 1, 1, 2, 3) : one(1, 2, 2, 3, 4, 5)}}`;
  return [
    'network: drawn',
    `input: [${list(2, () => String(4 + random.below(20)))}, ${one(1, 3, upTo(4))}]`,
    `classes: ${1 + upTo(5)}`,
    `stem: {kernel: ${one(1, 2, 3, 3, 5, 7)}, stride: ${one(1, 1, 1, 2, 3, 4)}${maybe(0.5, () => `, filters: ${upTo(8)}`).join('')}}`,
    'stages:',
    ...Array.from({ length: upTo(3) }, (_, i) => stage(i)),
    `block: ${block()}`,
    ...maybe(
      0.7,
      () =>
        `shortcut: ${one('pad', 'projection', 'none', `{projection: ${one('input', 'preactivation', 'own-preactivation')}, norm: ${one('true', 'false')}}`)}`,
    ),
    ...maybe(
      0.25,
      () =>
        `transition: ${one('conv', 'pool', '{layers: [norm, relu, conv 1]}', '{layers: [conv 3]}', '{layers: [conv 2]}')}`,
    ),
    ...maybe(
      0.3,
      () =>
        `step: ${one('0.5', '0.25', '{learn: channel, initial: 0.7}', '{learn: block, initial: 0.4}')}`,
    ),
    ...maybe(0.15, () => `stochastic-depth: ${one('0.5', '0.8')}`),
    ...maybe(0.15, () => 'norm: none'),
    ...maybe(
      0.3,
      () => `head: [${list(upTo(2), () => one('norm', activation(), 'conv 2', 'conv 3'))}]`,
    ),
    '',
  ].join('\n');
}
