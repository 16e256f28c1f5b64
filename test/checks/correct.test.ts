import { describe, expect, it } from 'vitest';
import { checkNotebook, knownWorld } from '../../src/checks/index.ts';

const problems = (text: string) =>
  checkNotebook(text, { ...knownWorld, deviceMemoryBytes: 16e9 }).map(d => d.message);

const stages = 'stages:\n  - {blocks: 3, filters: 16}\n  - {blocks: 3, filters: 32, stride: 2}\n';
const net = (lines: string) => `network: n\n${lines}\n`;
const train = (lines: string) =>
  `${net('preset: {resnet, depth: 20}')}---\ntrain: t\nnetwork: n\ndata: cifar10\n${lines}\n`;

const correct: readonly string[] = [
  net('preset: {resnet, depth: 32, width: 64}\nstep: 0.5'),
  net('preset: {resnet-v1, depth: 110}\nshortcut: {projection: input, norm: true}'),
  net('preset: {bottleneck, depth: 29}\nstochastic-depth: 0.8'),
  net(
    'preset: {wide, depth: 40, width: 4}\nblock: [norm, relu, conv 3, dropout 0.3, norm, relu, conv 3]',
  ),
  net('preset: {plain, depth: 8}\nnorm: none\ninit: he-uniform'),
  net('preset: all-cnn'),
  net('preset: {nin, width: 96}\nclasses: 100'),
  net('block: highway\nstages: [{blocks: 4, filters: 32}]\ngate: {bias: -3}'),
  net(
    'input: [28, 28, 1]\nblock: [dense, norm, tanh]\nshortcut: none\nstages: [{blocks: 30, filters: 100}]\ninit: {glorot, scale: 2}',
  ),
  net('preset: {warpnet, depth: 37}\nwarp: {group: 3, operator: input, devices: 5}'),
  net('preset: {warpnet, depth: 73}\nwarp: {group: 2, operator: released}'),
  net('preset: procrustes\ninput: [64, 64, 3]\nclasses: 200'),
  net('preset: initialization\ninit: depth-scaled 1.5'),
  net('preset: {resnet, depth: 56}\nnorm: none\ninit: depth-scaled 1'),
  net(`${stages}transition: conv\nshortcut: pad`),
  net(`${stages}step: skipinit\nnorm: none`),
  net('stages:\n  - blocks: 4\n    filters: 24\nhead: [norm, leaky-relu 0.2]\nmax-norm: 3'),
  train('optimizer: {adamw, decay: 0.05}\nrate: {cosine: [0.003, 0]}\nwarmup: 5'),
  train('optimizer: {momentum: 0.9, decay: 5e-4}\nrate: {steps: {rate: 1, at: [30], factor: 0.2}}'),
  train('rate: 0.05\nepochs: 10'),
  `${train('')}---\ntrain: u\nnetwork: n\ndata: cifar10\nfrom: t\n`,
];

describe('what is correct has none', () => {
  it.each(correct)('%#: %j', text => {
    expect(problems(text)).toEqual([]);
  });
});
