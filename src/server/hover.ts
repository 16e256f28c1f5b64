import { type Hover, MarkupKind } from 'vscode-languageserver';
import type { TextRange } from '../base/index.ts';
import {
  type Cell,
  describeSchema,
  formsOf,
  kinds,
  layers,
  type Place,
  schemasAt,
} from '../language/index.ts';

import { predictVariance, type VariancePrediction } from '../checks/index.ts';
import { planNetwork } from '../network/index.ts';
import { bold, code } from './markdown.ts';
import { describeNetwork } from './networkDoc.ts';
import { nameAt } from './names/nameAt.ts';
import { namedWords } from './names/words.ts';
import { cellAt, rangeIn, type State } from './state.ts';

/** What stands at an offset means; for a network also what it counts to. */
export function hover(state: State, offset: number): Hover | null {
  const cell = cellAt(state, offset);
  if (cell === null || cell.kind === null) return null;
  const place = cell.positions.at(offset);
  const named = nameAt(state, offset);
  if (named !== null) return show(state, named.range, describeCell(state, named.target));
  if (place === null) return null;
  const text = describePlace(state, cell, place);
  return text === null ? null : show(state, place.range, text);
}

function show(state: State, range: TextRange, value: string): Hover {
  return { contents: { kind: MarkupKind.Markdown, value }, range: rangeIn(state, range) };
}

function describeCell(state: State, cell: Cell): string {
  const summary = state.summary(cell);
  const about = kinds.get(cell.kind ?? '')?.doc ?? '';
  const counts =
    summary === null ? about : describeNetwork(summary, predictionOf(cell), cell.value === null);
  return `${bold(cell.kind ?? '')} ${code(cell.name)}\n\n${counts}`;
}

function predictionOf({ partial }: Cell): VariancePrediction | null {
  return partial?.kind === 'network' ? predictVariance(planNetwork(partial.value)) : null;
}

function describePlace(state: State, { kind, positions }: Cell, place: Place): string | null {
  if (kind === null) return null;
  const { path, part, range } = place;
  if (path.length === 1 && path[0] === kind) {
    const doc = kinds.get(kind)?.doc;
    return part === 'key' && doc !== undefined ? `${bold(kind)}\n\n${doc}` : null;
  }
  const schemas = schemasAt(kind, path);
  const word = state.text.slice(range.start, range.end).replace(/^['"]|['"]$/g, '');
  const isWord = part === 'value' || isEmpty(positions.get(path)?.value);
  if (isWord)
    for (const form of schemas.flatMap(formsOf)) {
      const doc = form.names && wordDoc(form.names, word, state);
      if (doc) return `${code(word)}\n\n${doc}`;
    }
  const key = path.findLast(step => !/^\d+$/.test(step)) ?? '';
  const [schema] = /^\d+$/.test(path.at(-1) ?? '') ? [] : schemas;
  const owner = schema ?? schemasAt(kind, path.slice(0, path.lastIndexOf(key) + 1))[0];
  return owner === undefined ? null : `${bold(key)}\n\n${describeSchema(owner)}`;
}

function wordDoc(
  names: Parameters<typeof namedWords>[0],
  word: string,
  state: State,
): string | undefined {
  if (names === 'layer') return layers.get(word.split(/\s+/)[0] ?? '')?.doc;
  const first = (text: string) => text.split(/\s+/)[0];
  const words = namedWords(names, state);
  return (
    words.find(w => w.word === word)?.doc ??
    (names === 'initialisation' ? words.find(w => first(w.word) === first(word))?.doc : undefined)
  );
}

function isEmpty(range: TextRange | undefined): boolean {
  return range !== undefined && range.start === range.end;
}
