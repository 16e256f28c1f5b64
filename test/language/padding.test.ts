import { describe, expect, it } from 'vitest';
import {
  digestCell,
  type NetworkValue,
  padsOf,
  parseNotebook,
  storedNetwork,
} from '../../src/language/index.ts';
import { diffNetworks, formatChange, planNetwork, presetNetwork } from '../../src/network/index.ts';

const wide = presetNetwork({ preset: 'wide', depth: 10, width: 1 });

describe('zeros around a map', () => {
  it.each<[kernel: number, stride: number, rows: number, columns: number, pads: number[]]>([
    [3, 1, 8, 7, [1, 1, 1, 1]],
    [3, 2, 8, 7, [1, 1, 1, 1]],
    [7, 2, 224, 224, [3, 3, 3, 3]],
    [1, 2, 8, 8, [0, 0, 0, 0]],
    [2, 1, 8, 8, [0, 1, 0, 1]],
    [8, 1, 32, 32, [3, 4, 3, 4]],
    [8, 2, 32, 31, [3, 4, 3, 4]],
  ])('symmetric: kernel %d, stride %d on %d×%d', (kernel, stride, rows, columns, pads) => {
    expect(padsOf('symmetric', [rows, columns], kernel, stride)).toEqual(pads);
  });

  // As TensorFlow's documentation of tf.nn.convolution has it.
  it.each<[kernel: number, stride: number, rows: number, columns: number, pads: number[]]>([
    [3, 1, 8, 7, [1, 1, 1, 1]],
    [3, 2, 8, 7, [0, 1, 1, 1]],
    [7, 2, 224, 224, [2, 3, 2, 3]],
    [1, 2, 8, 8, [0, 0, 0, 0]],
    [2, 3, 6, 7, [0, 0, 0, 1]],
    [8, 1, 32, 32, [3, 4, 3, 4]],
    [8, 2, 32, 31, [3, 3, 3, 4]],
  ])('same: kernel %d, stride %d on %d×%d', (kernel, stride, rows, columns, pads) => {
    expect(padsOf('same', [rows, columns], kernel, stride)).toEqual(pads);
  });

  it('are one where nothing is skipped, and always make ⌈size/stride⌉ values', () => {
    for (let kernel = 1; kernel <= 8; kernel++)
      for (let size = 1; size <= 12; size++) {
        expect(padsOf('symmetric', [size, size], kernel, 1)).toEqual(
          padsOf('same', [size, size], kernel, 1),
        );
        for (const padding of ['symmetric', 'same'] as const)
          for (let stride = 1; stride <= 3; stride++) {
            const [top, bottom] = padsOf(padding, [size, size], kernel, stride);
            // What PyTorch and TensorFlow give for explicit zeros; windows that nobody reads may be left.
            const rows = Math.floor((size + top + bottom - kernel) / stride) + 1;
            if (kernel >= stride) expect(rows).toBe(Math.ceil(size / stride));
          }
      }
  });
});

describe('the padding of a network', () => {
  const network = (text: string): NetworkValue => {
    const value = parseNotebook(`network: n\npreset: {wide, depth: 10, width: 1}\n${text}`).cells[0]
      ?.value;
    if (value?.kind !== 'network') throw new Error('no network');
    return value.value;
  };

  it('is symmetric where nothing is said', () => {
    expect(network('').padding).toBe('symmetric');
    expect(network('padding: same\n').padding).toBe('same');
  });

  it('is in the plan of every convolution: stem, branch, shortcut and transition', () => {
    const pads = (value: NetworkValue) => {
      const { stem, blocks } = planNetwork(value);
      const lists = blocks.flatMap(b => [
        b.enter ?? [],
        b.branch,
        b.shortcut.kind === 'projection' ? b.shortcut.layers : [],
      ]);
      return [stem, ...lists].flat().flatMap(l => (l.layer === 'conv' ? [l.pads.join(' ')] : []));
    };
    const transition = { layers: [{ layer: 'conv', kernel: 3, divide: 1 }], preserve: 0 } as const;
    const stem = { ...wide.stem, stride: 2 };
    expect(new Set(pads({ ...wide, stem, transition }))).toEqual(new Set(['1 1 1 1']));
    expect(new Set(pads({ ...wide, stem, transition, padding: 'same' }))).toEqual(
      new Set(['0 1 0 1', '1 1 1 1']),
    );
    expect(pads(wide)).toContain('0 0 0 0');
  });

  it('is `same` in a run or checkpoint from before there was a choice', () => {
    const old = Object.fromEntries(Object.entries(wide).filter(([key]) => key !== 'padding'));
    expect(storedNetwork(old)).toEqual({ ...wide, padding: 'same' });
    expect(storedNetwork(wide)).toEqual(wide);
  });

  it('is told of two networks that differ in it', () => {
    const changes = diffNetworks({ ...wide, padding: 'same' }, wide);
    expect(changes.map(formatChange)).toEqual(['network: padding same → symmetric']);
  });

  it('belongs to the digest; `same` gives that of the program before there was a choice', () => {
    const text = 'network: n\npreset: {wide, depth: 10, width: 1}\n';
    const digest = (more: string) => digestCell(parseNotebook(text + more), 'n');
    expect(digest('padding: symmetric\n')).toBe(digest(''));
    expect(digest('padding: same\n')).toBe(
      'a39908fd93a5589b588a68e1112fca17cedbd0aed18fa91b03f54b21d9f68b34',
    );
    expect(digest('')).not.toBe(digest('padding: same\n'));
  });
});
