import type { NetworkProblem } from './problem.ts';
import { optionProblems } from './optionProblems.ts';
import { poolProblems, sumProblems } from './sumProblems.ts';
import {
  formatShape,
  hasWeights,
  type LayerValue,
  takesStride,
  type NetworkValue,
  type Shape,
} from '../language/index.ts';
import { outputOf } from './planNetwork.ts';
import type { BlockPlan, NetworkPlan } from './plan.ts';

/** Finds where shapes of a network disagree. Reports each cause once, not once per block. */
export function findNetworkProblems(value: NetworkValue, plan: NetworkPlan): NetworkProblem[] {
  const problems: NetworkProblem[] = [
    ...inputProblems(value),
    ...blockProblems(value),
    ...divisionProblems(value),
    ...optionProblems(value, plan),
  ];
  // What follows from filters that do not divide is its echo.
  if (problems.some(p => p.code === 'filters.indivisible')) return onlyFirst(problems);
  if (problems.some(p => p.code === 'block.resolution')) return problems;
  plan.blocks.forEach(block => {
    if (block.indexInStage === 0) problems.push(...transitionProblems(value, block));
  });
  const isCause = ({ code }: NetworkProblem) =>
    code === 'input.order' || code.startsWith('transition.');
  if (!problems.some(p => p.severity === 'error')) {
    const broken = [...poolProblems(plan), ...sumProblems(plan)].slice(0, 1);
    // Then what is suspicious is the mistake.
    if (broken.length > 0 && problems.some(isCause))
      return problems.map(p => (isCause(p) ? { ...p, severity: 'error' } : p));
    problems.push(...broken);
  }
  const divided = problems.findIndex(p => p.code === 'block.divided-end');
  const shortcut = problems.findIndex(p => p.code === 'shape.shortcut');
  const end = problems[divided];
  if (end === undefined || shortcut === -1) return problems;
  return [{ ...end, severity: 'error' }];
}

function onlyFirst(problems: readonly NetworkProblem[]): NetworkProblem[] {
  return problems.filter(p => p.code === 'filters.indivisible').slice(0, 1);
}

/** An image of up to four rows with square planes is one whose channels were written first. */
function isChannelsFirst([height, width, channels]: Shape): boolean {
  return height <= 4 && width === channels && width > 4;
}

function inputProblems({ input }: NetworkValue): NetworkProblem[] {
  if (!isChannelsFirst(input)) return [];
  const [channels, height, width] = input;
  return [
    {
      code: 'input.order',
      severity: 'warning',
      message: `Images are height, width, channels; write \`[${height}, ${width}, ${channels}]\`.`,
      path: ['input'],
      fix: `[${height}, ${width}, ${channels}]`,
    },
  ];
}

function blockProblems(value: NetworkValue): NetworkProblem[] {
  const pool = value.block.layers.findIndex(changesResolution);
  if (pool !== -1 && value.shortcut !== 'none')
    return [
      {
        code: 'block.resolution',
        severity: 'error',
        message:
          'Every block would divide the resolution of its branch, which then fits no shortcut; write `stride: 2` in the stage, or `pool` or a convolution without a number of its own, which take that stride.',
        path: ['block', pool],
      },
    ];
  if (value.block.layers.some(hasWeights)) return [];
  return [
    {
      code: 'block.no-convolution',
      severity: 'error',
      message:
        'The block has no convolution and no dense layer, so it can neither learn nor change its shape; add one, e.g. `conv 3`.',
      path: ['block'],
    },
  ];
}

function divisionProblems(value: NetworkValue): NetworkProblem[] {
  const problems: NetworkProblem[] = [];
  for (const layer of value.block.layers) {
    if (layer.layer !== 'conv') continue;
    const s = value.stages.findIndex(
      stage => stage.filters % layer.divide !== 0 && layer.filters === undefined,
    );
    const stage = value.stages[s];
    if (stage === undefined) continue;
    const fitting = nearestMultiple(stage.filters, layer.divide);
    problems.push({
      code: 'filters.indivisible',
      severity: 'error',
      message: `Stage ${s + 1} has ${stage.filters} filters, which \`conv ${layer.kernel}/${layer.divide}\` cannot divide by ${layer.divide}; take ${fitting} filters.`,
      path: ['stages', s, 'filters'],
      fix: String(fitting),
    });
    break;
  }
  const lastConv = value.block.layers.findLast(l => l.layer === 'conv');
  if (lastConv?.layer === 'conv' && lastConv.divide > 1)
    problems.push({
      code: 'block.divided-end',
      severity: 'warning',
      message: `The last convolution of the block divides the filters by ${lastConv.divide}, so the stages are that much narrower than their \`filters\`; write \`conv ${lastConv.kernel}\` last.`,
      path: ['block', value.block.layers.lastIndexOf(lastConv)],
      fix: `conv ${lastConv.kernel}`,
    });
  return problems;
}

function transitionProblems(value: NetworkValue, block: BlockPlan): NetworkProblem[] {
  const s = block.stage - 1;
  const stage = value.stages[s];
  if (stage === undefined || !value.block.layers.some(hasWeights)) return [];
  const before = block.enter?.[0]?.in ?? block.in;
  const [height, width] = before;
  const channels = block.in[2];
  const side = height % stage.stride === 0 ? width : height;
  // Then the order of the input is the mistake.
  if (isChannelsFirst(value.input)) return [];
  if (stage.stride > Math.min(height, width))
    return [
      {
        code: 'shape.too-small',
        severity: 'error',
        message: `The feature map is only ${height}×${width} before stage ${s + 1}, less than its stride ${stage.stride}; lower the stride or enlarge the input.`,
        path: ['stages', s, 'stride'],
      },
    ];
  const problems: NetworkProblem[] = [];
  if (block.enter !== undefined) return transitionLayerProblems(value, block, before);
  // Then the sum says that a vector cannot be added to a map.
  if (block.branch.some(l => l.layer === 'dense' || l.layer === 'flatten')) return [];
  const out = outputOf(block.branch, block.in);
  const padded = [height, width].map(n => Math.floor(n / stage.stride));
  if (block.shortcut.kind === 'pad' && (padded[0] !== out[0] || padded[1] !== out[1]))
    problems.push({
      code: 'shape.odd',
      severity: 'error',
      message: `Stage ${s + 1} gets ${formatShape(block.in)}, and stride ${stage.stride} does not divide ${side}: the branch gives ${sizeOf(out)}, the padded shortcut ${padded.join('×')}. Take an input size that the strides divide, or \`shortcut: projection\`.`,
      path: ['stages', s, 'stride'],
    });
  if (block.shortcut.kind === 'pad' && out[2] < channels)
    problems.push({
      code: 'shape.shortcut',
      severity: 'error',
      message: `Stage ${s + 1} has ${out[2]} filters after ${channels}: a padded shortcut can only add channels. Take at least ${channels} filters, or \`shortcut: projection\`.`,
      path: ['stages', s, 'filters'],
    });
  return problems;
}

/** A transition of its own must do all that the stage asks for, so that its blocks keep their shape. */
function transitionLayerProblems(
  value: NetworkValue,
  { enter = [], stage: number }: BlockPlan,
  before: Shape,
): NetworkProblem[] {
  const s = number - 1;
  const stage = value.stages[s];
  if (stage === undefined) return [];
  const [height, width, channels] = outputOf(enter, before);
  const problems: NetworkProblem[] = [];
  if (stage.stride > 1 && !enter.some(takesStride))
    problems.push({
      code: 'transition.no-stride',
      severity: 'warning',
      message: `No layer of the transition carries the stride ${stage.stride} of stage ${number}, so the branch of its first block changes the resolution; add \`conv 1\` or \`pool\`.`,
      path: ['transition'],
    });
  if (
    enter.some(l => l.layer === 'pool') &&
    (height * stage.stride !== before[0] || width * stage.stride !== before[1])
  )
    problems.push({
      code: 'shape.odd',
      severity: 'warning',
      message: `Stage ${number} gets ${sizeOf(before)}, which stride ${stage.stride} does not divide: \`pool\` drops what is left at the border. Take an input size that the strides divide, or \`transition: conv\`.`,
      path: ['stages', s, 'stride'],
    });
  const tiled = enter.find(l => l.layer === 'tile');
  const tiles = tiled && nearestMultiple(stage.filters, tiled.in[2]);
  if (tiled !== undefined && tiles !== undefined && stage.filters % tiled.in[2] !== 0)
    problems.push({
      code: 'filters.indivisible',
      severity: 'error',
      message: `\`tile\` repeats the ${tiled.in[2]} channels before stage ${number}, which cannot give ${stage.filters} filters; take ${tiles} filters.`,
      path: ['stages', s, 'filters'],
      fix: String(tiles),
    });
  else if (channels !== stage.filters)
    problems.push({
      code: 'transition.filters',
      severity: 'warning',
      message: `The transition gives ${channels} channels, but stage ${number} has ${stage.filters} filters, so its first block changes the width; add \`tile\` or \`conv 1\`.`,
      path: ['transition'],
    });
  return problems;
}

function sizeOf([height, width]: Shape): string {
  return `${height}×${width}`;
}

function nearestMultiple(n: number, d: number): number {
  return Math.max(1, Math.round(n / d)) * d;
}

/** Whether this layer divides the resolution in every block that it stands in. */
function changesResolution(layer: LayerValue): boolean {
  if (layer.layer === 'pool') return layer.by !== null;
  if (layer.layer === 'max-pool') return layer.stride > 1;
  return layer.layer === 'conv' && (layer.ownStride ?? 1) > 1;
}
