import type { TextRange } from '../../base/index.ts';
import { formatInitialisation } from '../initialisations.ts';
import { layerDescriptor, type LayerValue } from '../layers/index.ts';
import type { Cell } from '../notebook.ts';
import { blockPresets } from '../presets/index.ts';
import type { NetworkValue, TransitionValue } from '../values.ts';
import type { Plain } from '../yaml/plain.ts';
import { flowText } from '../../base/index.ts';

/**
 * Writes the preset of a network cell out as the keys that it stands for; keys that the cell gives
 * itself stay as they are. The value and its digest do not change. Null where there is no preset, or
 * the cell is not written one key a line.
 */
export function expandPreset(
  text: string,
  cell: Cell,
): { readonly range: TextRange; readonly newText: string } | null {
  const place = cell.positions.get(['preset']);
  if (cell.value?.kind !== 'network' || place?.key == null) return null;
  const lineStart =
    Math.max(
      text.lastIndexOf('\n', place.key.start - 1),
      text.lastIndexOf('\r', place.key.start - 1),
    ) + 1;
  const indent = text.slice(lineStart, place.key.start);
  if (!/^ *$/.test(indent)) return null;
  const newline = text.includes('\r\n') ? '\r\n' : '\n';
  const given = (key: string) => cell.positions.get([key]) !== undefined;
  const lines = linesOf(cell.value.value).filter(([key]) => !given(key));
  const newText = lines.map(([, line]) => line).flat();
  return {
    range: { start: place.key.start, end: place.value.end },
    newText: newText.join(newline + indent),
  };
}

/** Each key with its lines. What every preset leaves at the default of the language is left out. */
function linesOf(value: NetworkValue): readonly (readonly [string, readonly string[]])[] {
  const { stem, stages, head } = value;
  const one = (key: string, plain: Plain) => [key, [`${key}: ${flowText(plain)}`]] as const;
  const stride = (n: number): Record<string, Plain> => (n === 1 ? {} : { stride: n });
  return [
    one('input', [...value.input]),
    one('classes', value.classes),
    one(
      'stem',
      stem.kernel === null
        ? stem.layers.map(textOf)
        : {
            filters: stem.filters,
            kernel: stem.kernel,
            ...stride(stem.stride),
            layers: stem.layers.map(textOf),
          },
    ),
    [
      'stages',
      [
        'stages:',
        ...stages.map(
          s => `  - ${flowText({ blocks: s.blocks, filters: s.filters, ...stride(s.stride) })}`,
        ),
      ],
    ],
    one('block', blockOf(value)),
    one('shortcut', shortcutOf(value)),
    ...(value.gate === undefined ? [] : [one('gate', { ...value.gate })]),
    ...(value.transition === undefined ? [] : [one('transition', transitionOf(value.transition))]),
    ...(value.step === 1 ? [] : [one('step', value.step)]),
    ...(value.scale === undefined
      ? []
      : [one('step', { learn: value.scale.per, initial: value.scale.initial })]),
    ...(value.survival === undefined ? [] : [one('stochastic-depth', value.survival)]),
    ...(value.warp === undefined ? [] : [one('warp', { ...value.warp })]),
    one('padding', value.padding),
    ...(value.norm === 'batch' ? [] : [one('norm', value.norm)]),
    ...(formatInitialisation(value.init) === 'he' ? [] : [one('init', initOf(value))]),
    ...(value.maxNorm === null ? [] : [one('max-norm', value.maxNorm)]),
    one('head', head.layers.map(textOf)),
  ];
}

/** A block as text can say it: its name, or its layers. */
export function blockOf({ block }: Pick<NetworkValue, 'block'>): Plain {
  const same = (other: unknown) => JSON.stringify(other) === JSON.stringify(block);
  const preset = [...blockPresets.values()].find(p => same(p.block));
  return preset?.name ?? layersOf({ block });
}

function transitionOf({ layers, preserve }: TransitionValue): Plain {
  const texts = layers.map(textOf);
  return preserve === 0 ? texts : { layers: texts, 'norm-preserving': preserve };
}

/** The layers of a block, one by one. */
export function layersOf({ block }: Pick<NetworkValue, 'block'>): Plain[] {
  const after = block.after.length === 0 ? [] : [{ after: block.after.map(textOf) }];
  return [...block.layers.map(textOf), ...after];
}

function shortcutOf({ shortcut, projectionFrom, projectionNorm }: NetworkValue): Plain {
  if (shortcut !== 'projection') return shortcut;
  return projectionNorm
    ? { projection: projectionFrom, norm: true }
    : { projection: projectionFrom };
}

function initOf({ init }: NetworkValue): Plain {
  if (init.scale === undefined) return formatInitialisation(init);
  return { [init.kind]: init.kind === 'depth-scaled' ? init.c : null, scale: init.scale };
}

function textOf(layer: LayerValue): string {
  return layerDescriptor(layer.layer).format(layer);
}
