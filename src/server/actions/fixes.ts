import {
  cursorAt,
  type Diagnostic,
  findNetwork,
  flowText,
  isDataPath,
  kinds,
  knownDataSets,
  nearestDepth,
  presets,
  suggest,
} from '../../language/index.ts';
import { candidatesAt } from '../completion/candidates.ts';
import { cellAt, type State } from '../state.ts';
import { type Fix, type FixOf, replace, textAt } from './fix.ts';
import { fromMessage, numberFixes } from './numberFixes.ts';

/** The one plausible repair of a mistake; null where there is none or more than one. */
export function fixOf(diagnostic: Diagnostic, state: State): Fix | null {
  return fixes[diagnostic.code]?.(diagnostic, state) ?? null;
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

/** What the message says to write, where it is that sure. */
const writtenForm = fromMessage(/\. Write `(\{[^`]*\}|\[[^`]*\]|[a-z-]+:? \S[^`]*)`\./);

const nearestKind: FixOf = ({ range }, state) => {
  const found = suggest(state.text.slice(range.start, range.end), kinds.keys());
  return found === null ? null : replace(range, found);
};

const presetDepth: FixOf = ({ range }, state) => {
  const cell = cellAt(state, range.start);
  const names = [...presets.values()].filter(
    p =>
      cell?.positions.get(['preset', p.preset]) !== undefined ||
      textAt(state, cell?.positions.get(['preset', 'name'])?.value) === p.preset,
  );
  const [preset] = names;
  const depth = Number(textAt(state, range));
  if (preset === undefined || names.length > 1 || !Number.isFinite(depth)) return null;
  return replace(range, String(nearestDepth(preset, depth)));
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

const missingComma = fromMessage(/comma is missing .* write `([^`]+)`/);

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

/** The number that a text was meant as, and the digits that are read. */
const numberWritten = fromMessage(/write (?:the (?:whole )?number )?`([-+]?[\d.][\d.e+-]*)`[.]?$/i);
const numberRead = fromMessage(/it is read as `([^`]+)`/);

/** A space for what looks like one; what nobody sees goes. */
const visible: FixOf = ({ range, message }) => {
  const isSpace = message.includes('write a space instead');
  return replace(range, isSpace ? ' ' : '', isSpace ? 'Write a space' : 'Remove it');
};

/** By the code of the diagnostic. */
const fixes: Readonly<Record<string, FixOf>> = {
  ...numberFixes,
  'key.unknown': (d, s) => writtenForm(d, s) ?? nearestWord(d, s),
  'value.unknown': (d, s) => writtenForm(d, s) ?? nearestWord(d, s),
  'value.type': (d, s) => missingComma(d, s) ?? numberWritten(d, s) ?? nearestWord(d, s),
  'name.undefined': nearestWord,
  'layer.unknown': (d, s) => writtenForm(d, s) ?? nearestWord(d, s),
  'preset.unknown': (d, s) => writtenForm(d, s) ?? nearestWord(d, s),
  'data.unknown': nearestWord,
  'cell.kind': nearestKind,
  'cell.renamed': fromMessage(/write `([a-z]+)`\.$/),
  'preset.depth': presetDepth,
  'data.classes': fromDataSet('classes'),
  'data.shape': fromDataSet('input'),
  'rate.order': swapRates,
  'text.invisible': visible,
  'value.digits': (d, s) => numberRead(d, s) ?? numberWritten(d, s),
  'yaml.tab': tabs,
};

function lineEnd(text: string, offset: number): number {
  const found = /\r?\n|$/.exec(text.slice(offset));
  return offset + (found?.index ?? 0);
}
