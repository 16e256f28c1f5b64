import { planNetwork, presetNetwork, type NetworkPlan } from '../../src/network/index.ts';

export interface BenchNetwork {
  readonly name: string;
  readonly plan: NetworkPlan;
}

const families: readonly (readonly [name: string, depth: number, width: number])[] = [
  ['ResNet-14', 14, 16],
  ['ResNet-32', 32, 16],
  ['ResNet-110', 110, 16],
  ['WResNet-14', 14, 32],
  ['WResNet-50', 50, 32],
];

/** Networks of the multi-level paper (Table 5 and its figures) on 32x32x3, by name. */
export function benchNetwork(name: string): BenchNetwork {
  const found = families.find(f => f[0] === name);
  if (!found) throw new Error(`no network ${name}; take ${families.map(f => f[0]).join(', ')}`);
  const [, depth, width] = found;
  return { name, plan: planNetwork(presetNetwork({ preset: 'resnet', depth, width })) };
}

export const defaultNetworks = ['ResNet-14', 'ResNet-32', 'ResNet-110', 'WResNet-14'];
