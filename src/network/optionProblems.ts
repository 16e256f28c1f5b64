import { formatPlural } from '../base/index.ts';
import type { NetworkValue } from '../language/index.ts';
import type { BlockPlan, NetworkPlan } from './plan.ts';
import type { NetworkProblem } from './problem.ts';

/** Options of a network that do not fit its blocks. */
export function optionProblems(value: NetworkValue, plan: NetworkPlan): NetworkProblem[] {
  return [
    ...withoutShortcuts(value),
    ...gateProblems(value),
    ...warpProblems(value, plan),
    ...initProblems(value),
  ];
}

function withoutShortcuts({
  shortcut,
  survival,
  scale,
  warp,
  gate,
}: NetworkValue): NetworkProblem[] {
  if (shortcut !== 'none') return [];
  const needs = (path: string, what: string): NetworkProblem => ({
    code: 'option.plain',
    severity: 'error',
    message: `A network with \`shortcut: none\` has no residuals, so ${what}; remove \`${path}\`, or take shortcuts.`,
    path: [path],
  });
  return [
    ...(survival === undefined
      ? []
      : [needs('stochastic-depth', 'nothing is left of a block that is dropped')]),
    ...(scale === undefined ? [] : [needs('step', 'a learned step has nothing to scale')]),
    ...(gate === undefined ? [] : [needs('gate', 'a gate has nothing to mix the branch with')]),
    ...(warp === undefined ? [] : [needs('warp', 'groups of blocks are no sum of branches')]),
  ];
}

/** A highway block carries its input as it is, or pooled and padded. */
function gateProblems({ gate, shortcut, warp }: NetworkValue): NetworkProblem[] {
  if (gate === undefined) return [];
  const message = (what: string) => `A highway block mixes its branch with its input: ${what}`;
  if (shortcut === 'projection')
    return [
      {
        code: 'gate.shortcut',
        severity: 'error',
        message: message(
          'write `shortcut: pad`, or `transition: conv` for a layer where the shape changes.',
        ),
        path: ['shortcut'],
      },
    ];
  if (warp === undefined) return [];
  return [
    {
      code: 'gate.shortcut',
      severity: 'error',
      message: message('groups of blocks are no sum of branches then; remove `warp` or `gate`.'),
      path: ['warp'],
    },
  ];
}

/** Groups must use up the blocks of one shape in every stage. */
function warpProblems(
  { warp, shortcut, stages }: NetworkValue,
  plan: NetworkPlan,
): NetworkProblem[] {
  if (warp === undefined || shortcut === 'none') return [];
  const problems: NetworkProblem[] = [];
  const useful = 2 * warp.group - 1;
  if (warp.devices > useful)
    problems.push({
      code: 'warp.devices',
      severity: 'warning',
      message: `An operator of ${warp.group} blocks has ${useful} parts that can be apart: ${warp.group} branches and ${warp.group - 1} derivatives. Take at most ${useful} devices.`,
      path: ['warp', 'devices'],
      fix: String(useful),
    });
  const stage = stages.findIndex((_, s) => leftOver(plan.blocks, s + 1) > 0);
  if (stage === -1) return problems;
  const alike = plan.blocks.filter(b => b.stage === stage + 1 && keepsShape(b)).length;
  const changing = (stages[stage]?.blocks ?? 0) - alike;
  const why = changing > 0 ? ' besides the first, which changes the shape' : '';
  const down = Math.floor(alike / warp.group) * warp.group + changing;
  const up = down + warp.group;
  problems.push({
    code: 'warp.group',
    severity: 'error',
    message: `Stage ${stage + 1} has ${formatPlural(alike, 'block')} of one shape${why}; groups of ${warp.group} do not divide that. Take ${down > changing ? `${down} or ` : ''}${up} blocks, or another \`group\`.`,
    path: ['warp', 'group'],
  });
  return problems;
}

function leftOver(blocks: readonly BlockPlan[], stage: number): number {
  return blocks.filter(b => b.stage === stage && keepsShape(b) && b.warp === undefined).length;
}

function keepsShape({ shortcut }: BlockPlan): boolean {
  return shortcut.kind === 'identity';
}

function initProblems({ init, norm, block, stem, stages }: NetworkValue): NetworkProblem[] {
  if (init.kind === 'fixup' && norm === 'batch' && block.layers.some(l => l.layer === 'norm'))
    return [
      {
        code: 'init.fixup-norm',
        severity: 'warning',
        message:
          'Fixup initialisation takes the place of normalisation, but the blocks have batch norm; write `norm: none`, or `init: zero-last`.',
        path: ['init'],
        fix: 'zero-last',
      },
    ];
  const odd = [stem.filters, ...stages.map(s => s.filters)].find(n => n % 2 === 1);
  if (init.kind === 'looks-linear' && odd !== undefined)
    return [
      {
        code: 'init.looks-linear-odd',
        severity: 'warning',
        message: `Looks-linear weights mirror channels in pairs, but there are ${odd} filters; take even numbers of filters.`,
        path: ['init'],
      },
    ];
  return [];
}
