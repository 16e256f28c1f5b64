import type { Cell } from '../notebook.ts';
import { blockOf, layersOf } from './expandPreset.ts';
import { freshName, insertCell } from './cellEdits.ts';
import { flowText } from '../../base/index.ts';
import type { TextEdit } from './textEdit.ts';

/** A rewriting with the words that a menu shows for it. */
export interface BlockEdit {
  readonly title: string;
  readonly edits: readonly TextEdit[];
}

/**
 * What can be done with the block of a network: its name written out as layers, layers that have a
 * name replaced by it, and the block taken into a small network of its own.
 */
export function blockEdits(text: string, cell: Cell, index: number): BlockEdit[] {
  const place = cell.positions.get(['block'])?.value;
  if (cell.value?.kind !== 'network' || place === undefined) return [];
  const { value } = cell.value;
  const isName = cell.positions.get(['block', 0]) === undefined;
  const name = blockOf(value);
  const edits: BlockEdit[] = [];
  const replaced = (newText: string) => [{ start: place.start, end: place.end, text: newText }];
  // Lines of a list cannot become one line where it was written on several.
  const isOneLine = !text.slice(place.start, place.end).includes('\n');
  if (isName)
    edits.push({
      title: 'Write the block out as layers',
      edits: replaced(flowText(layersOf(value))),
    });
  else if (typeof name === 'string' && isOneLine)
    edits.push({ title: `Name the block \`${name}\``, edits: replaced(name) });
  const [stage] = value.stages;
  if (stage === undefined) return edits;
  const alone = [
    `network: ${flowText(freshName(text, `${cell.name}-block`))}`,
    `input: ${flowText([...value.input])}`,
    `classes: ${value.classes}`,
    `stages: [{blocks: 1, filters: ${stage.filters}}]`,
    `block: ${flowText(layersOf(value))}`,
    `shortcut: ${value.shortcut}`,
    ...(value.norm === 'batch' ? [] : [`norm: ${value.norm}`]),
  ];
  const inserted = insertCell(text, index + 1, alone.join('\n'));
  return [...edits, { title: 'Extract the block into a network of its own', edits: inserted }];
}
