import { flowText, largestOf } from '../../base/index.ts';
import {
  cursorAt,
  type Diagnostic,
  type DiagnosticCode,
  findNetwork,
  freshName,
  isDataPath,
  kinds,
  knownDataSets,
  suggest,
} from '../../language/index.ts';
import { candidatesAt } from '../completion/candidates.ts';
import { cellAt, type State } from '../state.ts';
import { type Fix, type FixOf, replace, textAt } from './fix.ts';

/** The one plausible repair of a mistake; null where there is none or more than one. */
export function fixOf(diagnostic: Diagnostic, state: State): Fix | null {
  const { code, fix, range } = diagnostic;
  if (fix !== undefined) return replace(fix.range ?? range, fix.text, fix.title);
  return fixes[code]?.(diagnostic, state) ?? null;
}

/** The candidate of this place that is nearest to the word that is none. */
const nearestWord: FixOf = ({ range }, state) => {
  const cursor = cursorAt(state.text, range.start);
  if (cursor === null) return null;
  const written = state.text.slice(range.start, range.end).replace(/^['"]|['"]$/g, '');
  const candidates = candidatesAt(cursor, state);
  const words = new Map(candidates.map(c => [c.label.replace(/^"|"$/g, ''), c.label]));
  // A layer keeps its numbers: only its first word is misspelt.
  const [first = '', ...rest] = written.split(/\s+/);
  const exact = suggest(
    written,
    [...words.keys()].filter(w => w !== written),
  );
  const firsts = new Set([...words.keys()].map(w => w.split(/\s+/)[0] ?? ''));
  const single = rest.length > 0 && !firsts.has(first) ? suggest(first, firsts) : null;
  const found = single !== null ? [single, ...rest].join(' ') : exact && words.get(exact);
  if (!found) return null;
  return replace(range, found);
};

const nearestKind: FixOf = ({ range }, state) => {
  const found = suggest(state.text.slice(range.start, range.end), kinds.keys());
  return found === null ? null : replace(range, found);
};

/** Writes what the data set has into the network; only where the network says something else. */
function fromDataSet(key: 'classes' | 'input'): FixOf {
  return ({ range, related }, state) => {
    const setRange = related?.[0]?.range ?? range;
    const train = cellAt(state, setRange.start);
    if (train?.partial?.kind !== 'train') return null;
    const { data, network } = train.partial.value;
    const facts = isDataPath(data.set) ? undefined : knownDataSets.get(data.set);
    const target = findNetwork(state.notebook, network);
    if (facts === undefined || target === undefined) return null;
    const newText = flowText(key === 'classes' ? facts.classes : [...facts.shape]);
    const written = target.positions.get([key])?.value;
    if (written !== undefined) return replace(written, newText, `Write \`${key}: ${newText}\``);
    const at = lineEnd(state.text, target.nameRange.end);
    const newline = state.text.includes('\r\n') ? '\r\n' : '\n';
    return {
      title: `Write \`${key}: ${newText}\` in the network \`${network}\``,
      edits: [{ range: { start: at, end: at }, newText: `${newline}${key}: ${newText}` }],
    };
  };
}

const swapRates: FixOf = ({ range }, state) => {
  const match = /^\[\s*([^,\s]+)\s*,\s*([^,\s]+)\s*\]$/.exec(textAt(state, range));
  return match && replace(range, `[${match[2] ?? ''}, ${match[1] ?? ''}]`);
};

const tabs: FixOf = ({ range }, { text }) => {
  const start = text.lastIndexOf('\n', range.start) + 1;
  const indent = /^[ \t]*/.exec(text.slice(start))?.[0] ?? '';
  if (!indent.includes('\t')) return null;
  const newText = indent.replaceAll('\t', '  ');
  return {
    title: 'Indent with spaces',
    edits: [{ range: { start, end: start + indent.length }, newText }],
  };
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

const newCell: FixOf = ({ range }, { text }) => {
  const start = text.lastIndexOf('\n', range.start - 1) + 1;
  const newline = text.includes('\r\n') ? '\r\n' : '\n';
  const edits = [{ range: { start, end: start }, newText: `---${newline}` }];
  return { title: 'Begin a new cell with `---`', edits };
};

/** Repairs that need the rest of the notebook, by the code of the diagnostic. */
const fixes: Readonly<Partial<Record<DiagnosticCode, FixOf>>> = {
  'key.unknown': nearestWord,
  'value.unknown': nearestWord,
  'value.type': nearestWord,
  'name.undefined': nearestWord,
  'layer.unknown': nearestWord,
  'preset.unknown': nearestWord,
  'data.unknown': nearestWord,
  'cell.kind': nearestKind,
  'cell.separator': newCell,
  'data.classes': fromDataSet('classes'),
  'data.shape': fromDataSet('input'),
  'rate.order': swapRates,
  'yaml.tab': tabs,
  'name.duplicate': anotherName,
  'run.exists': oneMoreSeed,
};

function lineEnd(text: string, offset: number): number {
  const found = /\r?\n|$/.exec(text.slice(offset));
  return offset + (found?.index ?? 0);
}
