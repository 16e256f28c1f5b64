import type { Draw } from './draw.ts';

/** Keys of a network cell, all of the language that the engine trains, small enough to be computed slowly. */
export function drawNetwork(draw: Draw): string {
  const lines = draw.chance(0.2) ? preset(draw) : draw.chance(0.2) ? vectors(draw) : written(draw);
  return ['network: n', ...lines, ...options(draw)].join('\n');
}

function preset(draw: Draw): string[] {
  const family = draw.of([
    '{resnet, depth: 8, width: 3}',
    '{resnet, depth: 14, width: 2}',
    '{resnet-v1, depth: 8, width: 4}',
    '{bottleneck, depth: 11, width: 2}',
    '{wide, depth: 10, width: 1}',
    '{plain, depth: 8, width: 4}',
    '{initialization, depth: 5, width: 3}',
    '{procrustes, depth: 13, width: 2}\ntransition: conv',
    '{warpnet, depth: 7, width: 1}\nwarp: none',
    '{all-cnn, width: 2}',
    '{nin, width: 4}',
  ]);
  return [`preset: ${family}`, `input: [8, 8, ${draw.of([1, 3])}]`, 'classes: 4'];
}

function written(draw: Draw): string[] {
  const size = () => draw.of([4, 5, 6, 7, 8, 8, 9, 12]);
  const height = size();
  const width = draw.chance(0.7) ? height : size();
  const isBottleneck = draw.chance(0.1);
  const filters = () => (isBottleneck ? 4 : 1) * draw.between(2, 6);
  let last = filters();
  const lines = [
    `input: [${height}, ${width}, ${draw.between(1, 3)}]`,
    `classes: ${draw.between(2, 5)}`,
    draw.chance(0.3) ? listedStem(draw) : mappedStem(draw, draw.chance(0.6) ? last : filters()),
    'stages:',
  ];
  for (let s = draw.between(1, 3); s > 0; s--) {
    const stride = draw.of(['', '', ', stride: 2', ', stride: 2', ', stride: 3']);
    lines.push(`  - {blocks: ${draw.between(1, 3)}, filters: ${last}${stride}}`);
    last = draw.of([last, last, 2 * last, 2 * last, filters()]);
  }
  const block = isBottleneck
    ? 'bottleneck'
    : draw.of<() => string>([
        () => 'preactivation',
        () => 'postactivation',
        () => 'plain',
        () => 'fixup',
        () => 'warpnet',
        () => 'highway',
        () => 'highway',
        () => list(draw),
        () => list(draw),
      ])();
  lines.push(`block: ${block}`);
  return lines;
}

function mappedStem(draw: Draw, filters: number): string {
  const kernel = draw.of([1, 2, 3, 4, 5, 8]);
  const stride = draw.chance(0.2) ? ', stride: 2' : '';
  const behind = draw.chance(0.2) ? `, layers: [${layers(draw, draw.between(0, 3))}]` : '';
  return `stem: {filters: ${filters}, kernel: ${kernel}${stride}${behind}}`;
}

function listedStem(draw: Draw): string {
  const kernel = draw.of([2, 3, 4, 5]);
  const stride = draw.of(['', ' stride 1', ' stride 2']);
  const to = draw.of(['', ` to ${draw.between(2, 5)}`]);
  return `stem: [conv ${kernel}${to}${stride}${draw.of(['', ' bias'])}, ${layers(draw, 1)}, ${maxPooling(draw)}]`;
}

/** Dense layers all the way, behind a stem or on a vector. */
function vectors(draw: Draw): string[] {
  const width = draw.between(3, 9);
  const bias = () => draw.of(['', ' bias']);
  const input = draw.of(['[6]', '[4, 5, 2]', '[5, 5, 1]']);
  const stem = draw.of<() => string>([
    () => '',
    () => `stem: [dense ${width}${bias()}]`,
    () => `stem: [flatten, ${layers(draw, 1)}, dense]`,
    () => 'stem: []\nshortcut: none',
    () => 'stem: [flatten]\nshortcut: none',
    () => `stem: [dense 7, ${layers(draw, 2)}, dense${bias()}]`,
    () => 'stem: {kernel: 2}\nshortcut: none',
  ])();
  const block = draw.of<() => string>([
    () => `[${layers(draw, 1)}, dense${bias()}]`,
    () => `[dense${bias()}, ${layers(draw, 2)}, dense, after: ${layers(draw, 1)}]`,
    () => `[${layers(draw, 2)}, dense 5, tanh, dense ${width}, ${layers(draw, 1)}]`,
  ])();
  return [
    `input: ${input}`,
    `classes: ${draw.between(2, 5)}`,
    ...(stem === '' ? [] : [stem]),
    `stages: [{blocks: ${draw.between(1, 4)}, filters: ${width}}]`,
    `block: ${block}`,
  ];
}

function options(draw: Draw): string[] {
  const lines: string[] = [];
  const maybe = (share: number, line: () => string) => {
    if (draw.chance(share)) lines.push(line());
  };
  maybe(0.15, () => `gate: ${draw.of(['highway', '{bias: -0.3}'])}`);
  maybe(0.7, () => {
    const shortcut = draw.of([
      'pad',
      'pad',
      'projection',
      'none',
      '{projection: input}',
      '{projection: input, norm: true}',
      '{projection: preactivation}',
      '{projection: preactivation, norm: true}',
      '{projection: own-preactivation}',
    ]);
    return `shortcut: ${shortcut}`;
  });
  maybe(0.4, () => {
    const transition = draw.of<() => string>([
      () => 'conv',
      () => 'pool',
      () => `[${layers(draw, 1)}, conv ${draw.of([1, 2, 3])}]`,
      () => '[conv 3, norm, relu]',
      () => '[dropout 0.2, conv 1, bias]',
      () => '[norm, pool, conv 1]',
      () => '[tile]',
      () => `[${maxPooling(draw)}, conv 1 bias]`,
      () => '[conv 3 stride 2 bias, tanh]',
      () => '{layers: [pool, tile, scale]}',
    ]);
    return `transition: ${transition()}`;
  });
  maybe(0.35, () => {
    const step = draw.of([
      '0.5',
      '0.25',
      '2',
      'skipinit',
      'rezero',
      'layerscale',
      '{learn: block, initial: 0.7}',
      '{learn: channel, initial: -0.4}',
    ]);
    return `step: ${step}`;
  });
  maybe(0.25, () => `stochastic-depth: ${draw.of([0.5, 0.8, 0.3])}`);
  maybe(0.25, () => 'norm: none');
  maybe(0.4, () => {
    const init = draw.of([
      'he-uniform',
      'glorot',
      'depth-scaled 1',
      'zero-last',
      'fixup',
      'looks-linear',
      'delta-orthogonal',
      '{he, scale: 0.5}',
      '{depth-scaled: 2, scale: 1.5}',
    ]);
    return `init: ${init}`;
  });
  maybe(0.15, () => `max-norm: ${draw.of([0.5, 1, 2])}`);
  maybe(0.2, () => `head: [${layers(draw, draw.between(1, 3))}]`);
  maybe(0.4, () => 'padding: same');
  return lines;
}

/** A branch as a list, with layers behind the addition or none. */
function list(draw: Draw): string {
  const convs = draw.between(1, 3);
  const items: string[] = [];
  for (let i = 0; i < convs; i++) {
    const more = layers(draw, draw.between(0, 3));
    if (more !== '') items.push(more);
    if (i === 0 && draw.chance(0.15)) items.push('pool');
    const divide = i < convs - 1 && draw.chance(0.2) ? '/2' : '';
    const to =
      divide === '' && i < convs - 1 && draw.chance(0.2) ? ` to ${draw.between(2, 5)}` : '';
    const bias = draw.chance(0.3) ? ' bias' : '';
    const stride = draw.chance(0.15) ? draw.of([' stride 1', ' stride 2']) : '';
    items.push(`conv ${draw.of([1, 2, 3, 3, 3, 4, 5, 6, 7, 8])}${divide}${to}${stride}${bias}`);
    if (draw.chance(0.15)) items.push(maxPooling(draw));
  }
  const behind = layers(draw, draw.between(0, 2));
  if (behind !== '') items.push(behind);
  if (draw.chance(0.4)) items.push(`after: [${layers(draw, draw.between(1, 2))}]`);
  return `[${items.join(', ')}]`;
}

function maxPooling(draw: Draw): string {
  return draw.of([
    'max-pool 2',
    'max-pool 3 stride 2',
    'max-pool 3 stride 1',
    'max-pool 2 stride 1',
  ]);
}

/** Layers that keep the shape. */
function layers(draw: Draw, count: number): string {
  const one = () =>
    draw.of<string>([
      ...(['norm', 'norm', 'norm', 'relu', 'relu', 'relu', 'leaky-relu 0.2'] as const),
      ...['tanh', 'sigmoid', 'gelu', 'silu', 'identity'],
      ...['dropout 0.3', 'bias', 'scale'],
    ]);
  return Array.from({ length: count }, one).join(', ');
}
