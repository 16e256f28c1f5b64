import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { testIo } from '../support/io.ts';
import { project } from '../support/project.ts';
import { reslab } from '../support/reslab.ts';

interface Shown {
  networks: {
    name: string;
    family: string | null;
    trainableParameters: number;
    macs: number;
    trainingMemoryBytes: number;
    batch: number;
    layers: { name: string; in: number[]; out: number[]; trainableParameters: number }[];
    blocks: { name: string; stage: number }[];
  }[];
}

async function show(text: string, ...args: string[]) {
  const { folder, file } = project();
  writeFileSync(file, text);
  const io = testIo({ cwd: folder });
  const { code } = await reslab(['show', path.basename(file), ...args], io);
  return { code, io };
}

const resnet32 = `network: a
input: [32, 32, 3]
classes: 10
stem: {filters: 16, kernel: 3}
stages:
  - {blocks: 5, filters: 16}
  - {blocks: 5, filters: 32, stride: 2}
  - {blocks: 5, filters: 64, stride: 2}
block: preactivation
shortcut: pad
---
train: b
network: a
data: cifar10
batch: 32
`;

describe('show', () => {
  it('counts as the papers do: ResNet-32 of Table 5 (Chang et al.) has 464,154 parameters', async () => {
    const { code, io } = await show(resnet32, '--json');
    expect(code).toBe(0);
    const [network, ...others] = (JSON.parse(io.stdout.text) as Shown).networks;
    expect(others).toEqual([]);
    expect(network).toMatchObject({
      name: 'a',
      family: 'ResNet-32',
      trainableParameters: 464_154,
      batch: 32,
    });
    expect(network?.blocks).toHaveLength(15);
    const layers = network?.layers ?? [];
    expect(layers.reduce((n, l) => n + l.trainableParameters, 0)).toBe(464_154);
    // By hand: 3·3·3·16 weights at 32·32 positions.
    expect(layers[0]).toMatchObject({
      in: [32, 32, 3],
      out: [32, 32, 16],
      trainableParameters: 432,
      macs: 442_368,
    });
    expect(network?.macs).toBeGreaterThan(442_368);
    expect(network?.trainingMemoryBytes).toBeGreaterThan(4 * 3 * 464_154);
  });

  it('prints a table in which equal blocks are counted, not repeated', async () => {
    const { io } = await show(resnet32);
    expect(io.stdout.lines[0]).toBe('a: depth 32, ResNet-32');
    expect(io.stdout.lines[1]).toBe('  464,154 trainable parameters, 2,272 running statistics');
    // Four blocks of two 3x3 convolutions 16 to 16 and two norms: 4·(2·2304 + 2·32).
    expect(io.stdout.text).toMatch(/1\.2 to 1\.5 +4 blocks like 1\.1 .* 18,688 /);
    expect(io.stdout.lines.length).toBeLessThan(50);
  });

  it('shows what it can of a file with errors, which go to standard error', async () => {
    const { code, io } = await show(`${resnet32}epoch: 3\n`, '--json');
    expect(code).toBe(1);
    expect((JSON.parse(io.stdout.text) as Shown).networks).toHaveLength(1);
    expect(io.stderr.text).toContain('net.resnet.yaml:16:1: error');
  });
});
