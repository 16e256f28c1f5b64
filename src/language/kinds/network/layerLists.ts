import { type LayerValue, layers } from '../../layers/index.ts';
import { blockPresets } from '../../presets/index.ts';
import { didYouMean } from '../../suggest.ts';
import type { Path } from '../../positions.ts';
import type { BlockValue } from '../../values.ts';
import { fixedBehind, wordsProblem } from '../../yaml/writtenNumber.ts';
import type { Report } from '../kind.ts';

/** Reads layers as text, e.g. `['norm', 'relu', 'conv 3']`; leaves out and reports what is none. */
export function resolveLayers(texts: readonly string[], path: Path, report: Report): LayerValue[] {
  const values: LayerValue[] = [];
  texts.forEach((text, i) => {
    const value = resolveLayer(text, [...path, i], report);
    if (value !== null) values.push(value);
  });
  return values;
}

function resolveLayer(text: string, path: Path, report: Report): LayerValue | null {
  const [word = '', ...rest] = text.trim().split(/\s+/);
  const descriptor = layers.get(word);
  if (descriptor === undefined) {
    const forms = [...layers.values()].map(d => `\`${d.forms[0]}\``).join(', ');
    const joined = /^(conv|dense|dropout|leaky-relu|max-pool|pool|tile)[-_]?(\d[\d./x]*)$/i.exec(
      word,
    );
    const bare = word.replace(/\(.*$/, '').replace(/^.*[a-z]\.(?=[A-Za-z])/, '');
    const text = joined && `${joined[1]?.toLowerCase() ?? ''} ${joined[2] ?? ''}`;
    const guess = text === null ? didYouMean(bare, layers.keys()) : ` Write \`${text}\`.`;
    const hint = word === 'after' ? ' Write `after: relu` as the last item of a block.' : '';
    report(
      path,
      'layer.unknown',
      `There is no layer \`${word}\`.${guess}${hint} Layers are ${forms}.`,
      text === null ? {} : { fix: { text } },
    );
    return null;
  }
  const read = descriptor.parse(rest.join(' '));
  if ('problem' in read) {
    const { problem, fix } = read;
    report(path, 'layer.form', problem, fix === undefined ? {} : { fix: { text: fix } });
    return null;
  }
  const problem = wordsProblem(rest.join(' '));
  if (problem !== null) report(path, 'value.digits', problem.message, fixedBehind(word, problem));
  return read.value;
}

/** One item of a block: a layer, or `after: relu`, `after: [norm, relu]`. */
export type BlockItem = string | { readonly after: string | readonly string[] };

/** Reads `block: preactivation` or `block: [norm, relu, conv 3, after: relu]`. */
export function resolveBlock(
  text: string | readonly BlockItem[],
  report: Report,
): BlockValue | null {
  if (typeof text === 'string') {
    const preset = blockPresets.get(text);
    if (preset !== undefined) return preset.block;
    const names = [...blockPresets.keys()];
    const items = text.replace(/^\(|\)$/g, '').split(',');
    if (items.length > 1) {
      const list = `[${items.map(item => item.trim()).join(', ')}]`;
      const message = `A list of layers stands in square brackets. Write \`${list}\`.`;
      report(['block'], 'value.unknown', message, { fix: { text: list } });
      return null;
    }
    report(
      ['block'],
      'value.unknown',
      `There is no block \`${text}\`.${didYouMean(text, names)} Take ${names.map(n => `\`${n}\``).join(', ')}, or a list of layers such as \`[norm, relu, conv 3]\`.`,
    );
    return null;
  }
  const branch: LayerValue[] = [];
  let after: LayerValue[] = [];
  text.forEach((item, i) => {
    const last = i === text.length - 1;
    if (typeof item === 'string') {
      const layer = resolveLayer(item, ['block', i], report);
      if (layer !== null) branch.push(layer);
    } else if (!last)
      report(['block', i], 'block.after', '`after` must be the last item of the block; move it.');
    else after = resolveAfter(item.after, ['block', i, 'after'], report);
  });
  return { layers: branch, after };
}

function resolveAfter(text: string | readonly string[], path: Path, report: Report): LayerValue[] {
  const list =
    typeof text === 'string'
      ? [resolveLayer(text, path, report)].filter(l => l !== null)
      : resolveLayers(text, path, report);
  return list.filter((layer, i) => {
    if (layers.get(layer.layer)?.keepsShape) return true;
    report(
      typeof text === 'string' ? path : [...path, i],
      'block.after',
      `\`${layer.layer}\` may change the shape, so it cannot stand after the addition; put it into the branch.`,
    );
    return false;
  });
}
