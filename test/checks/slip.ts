import { checkNotebook, knownWorld } from '../../src/checks/index.ts';

/** Each `code «underlined text»`, and its message. */
export const problems = (text: string) =>
  checkNotebook(text, { ...knownWorld, deviceMemoryBytes: 16e9 }).map(
    d => [`${d.code} «${text.slice(d.range.start, d.range.end)}»`, d.message] as const,
  );

export const stages =
  'stages:\n  - {blocks: 3, filters: 16}\n  - {blocks: 3, filters: 32, stride: 2}\n';
export const net = (lines: string) => `network: n\n${lines}\n`;
export const resnet = 'preset: {resnet, depth: 20}';
export const train = (lines: string, network = resnet, data = 'data: cifar10') =>
  `${net(network)}---\ntrain: t\nnetwork: n\n${data}\n${lines}\n`;
export const study = (lines: string, recipe = '') => `${train(recipe)}---\n${lines}\n`;
export const second = (first: string, network: string) =>
  `${train(first)}---\nnetwork: m\n${network}\n---\ntrain: u\nnetwork: m\ndata: cifar10\nfrom: t\n`;

/** What is wrong, the text, what is underlined with its code, and words that the message must have. */
export type Slip = readonly [what: string, text: string, place: string, words: string];
