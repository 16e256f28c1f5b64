import { largestOf } from '../../base/index.ts';
import { freshName } from '../../language/index.ts';
import { cellAt } from '../state.ts';
import { type FixOf, replace, textAt } from './fix.ts';

/** The number that a message says to take. */
export function fromMessage(pattern: RegExp): FixOf {
  return ({ range, message }) => {
    const found = pattern.exec(message)?.[1];
    return found === undefined ? null : replace(range, found);
  };
}

/** The bound that a number is beyond, where the bound itself is allowed. */
const nearestBound: FixOf = ({ range, message }, state) => {
  const value = Number(textAt(state, range));
  const least = /at least (-?[\d.e-]+\d|\d)/.exec(message)?.[1];
  const most = /at most (-?[\d.e-]+\d|\d)/.exec(message)?.[1];
  if (least !== undefined && value < Number(least)) return replace(range, least);
  return most !== undefined && value > Number(most) ? replace(range, most) : null;
};

/** The whole list in the order that the message shows. */
const ordered: FixOf = ({ range, message }, state) => {
  const list = /`(\[.*\])`/.exec(message)?.[1];
  const cell = cellAt(state, range.start);
  const path = cell?.positions.at(range.start)?.path;
  const whole = path && cell?.positions.get(path.slice(0, -1))?.value;
  return list === undefined || whole === undefined ? null : replace(whole, list);
};

const oneMoreSeed: FixOf = ({ range }, state) => {
  const seeds = [...textAt(state, range).matchAll(/\d+/g)].map(m => Number(m[0]));
  const isList = /^\[[\d\s,]+\]$/.test(textAt(state, range));
  if (!isList) return null;
  const next = largestOf(seeds) + 1;
  return replace(range, `[${[...seeds, next].join(', ')}]`, `Add the seed ${next}`);
};

const anotherName: FixOf = ({ range }, state) => {
  const name = textAt(state, range);
  return /^[\p{L}\p{N}_ -]+$/u.test(name) ? replace(range, freshName(state.text, name)) : null;
};

/** By the code of the diagnostic. */
export const numberFixes: Readonly<Record<string, FixOf>> = {
  'filters.indivisible': fromMessage(/take (\d+) filters/),
  'input.order': fromMessage(/write `(\[.*?\])`/),
  'layer.form': fromMessage(/write `(conv \d+)`/),
  'cell.separator': ({ range }, state) => {
    const { text } = state;
    if (/^\W+$/.test(textAt(state, range))) return replace(range, '---');
    const start = text.lastIndexOf('\n', range.start - 1) + 1;
    const newline = text.includes('\r\n') ? '\r\n' : '\n';
    const edits = [{ range: { start, end: start }, newText: `---${newline}` }];
    return { title: 'Begin a new cell with `---`', edits };
  },
  'block.divided-end': fromMessage(/write `(conv \d+)` last/),
  'train.no-step': fromMessage(/at least ([\d.e-]*\d)/),
  'data.subset': fromMessage(/at most (\d+)/),
  'study.examples': fromMessage(/at most (\d+)/),
  'lesion.too-many': fromMessage(/has (\d+) blocks/),
  'paths.too-long': fromMessage(/at most (\d+)/),
  'warp.devices': fromMessage(/at most (\d+) devices/),
  'max-norm.clips': ({ range, message }) => {
    const norm = Number(/about ([\d.]+)/.exec(message)?.[1]);
    return norm > 0 ? replace(range, String(Math.ceil(norm))) : null;
  },
  'head.linear': (diagnostic, state) =>
    cellAt(state, diagnostic.range.start)?.positions.get(['head']) === undefined
      ? null
      : replace(diagnostic.range, '[norm, relu]'),
  'decay.scalars': ({ range }) => replace(range, 'weights'),
  'step.zero': ({ range }) => replace(range, 'rezero'),
  'study.no-validation': ({ range }) => replace(range, 'test'),
  'init.fixup-norm': ({ range }) => replace(range, 'zero-last'),
  'value.range': nearestBound,
  'value.order': ordered,
  'name.duplicate': anotherName,
  'run.exists': oneMoreSeed,
};
