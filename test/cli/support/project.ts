import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

const network = `network: tiny
input: [8, 8, 1]
classes: 10
stem: {filters: 4, kernel: 3}
stages:
  - {blocks: 2, filters: 4}
block: preactivation
shortcut: pad
`;

/** A folder with `net.resnet.yaml` (a tiny network and these cells) and a set `digits` that nobody decodes. */
export function project(...cells: readonly string[]): { folder: string; file: string } {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'reslab-project-'));
  const file = path.join(folder, 'net.resnet.yaml');
  mkdirSync(path.join(folder, 'digits'));
  for (const name of ['train.bin', 'test.bin'])
    writeFileSync(path.join(folder, 'digits', name), name);
  writeFileSync(file, [network, ...cells].join('---\n'));
  return { folder, file };
}

export function trainCell(name: string, more = ''): string {
  return `train: ${name}\nnetwork: tiny\ndata: ./digits\nepochs: 2\nbatch: 10\n${more}`;
}
