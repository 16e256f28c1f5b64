import { StateEffect, StateField } from '@codemirror/state';
import { Decoration, EditorView, type DecorationSet } from '@codemirror/view';

/** A line of the cell, from 0; null: none. */
export const setMarkedLine = StateEffect.define<number | null>();

const mark = Decoration.line({ class: 'cm-marked' });

/** Marks the line that belongs to what is pointed at in a figure. */
export const markedLine = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(marks, transaction) {
    for (const effect of transaction.effects)
      if (effect.is(setMarkedLine)) {
        const { doc } = transaction.state;
        if (effect.value === null || effect.value < 0 || effect.value >= doc.lines)
          return Decoration.none;
        return Decoration.set(mark.range(doc.line(effect.value + 1).from));
      }
    return marks.map(transaction.changes);
  },
  provide: field => EditorView.decorations.from(field),
});
