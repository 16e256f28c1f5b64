import { syntaxTree } from '@codemirror/language';
import { RangeSetBuilder } from '@codemirror/state';
import {
  Decoration,
  type EditorView,
  ViewPlugin,
  type DecorationSet,
  type ViewUpdate,
} from '@codemirror/view';

/** Classes of the visual design: key, string, number, comment. */
const marks = {
  k: Decoration.mark({ class: 'k' }),
  s: Decoration.mark({ class: 's' }),
  n: Decoration.mark({ class: 'n' }),
  c: Decoration.mark({ class: 'c' }),
};

const number = /^[-+]?(\d[\d_]*)?\.?\d+(e[-+]?\d+)?$/i;

/** Colours the words of YAML by what they are; a plain word that is a number counts as one. */
export const yamlMarks = ViewPlugin.fromClass(
  class {
    decorations: DecorationSet;

    constructor(view: EditorView) {
      this.decorations = marked(view);
    }

    update(update: ViewUpdate): void {
      const isNew = syntaxTree(update.startState) !== syntaxTree(update.state);
      if (update.docChanged || update.viewportChanged || isNew)
        this.decorations = marked(update.view);
    }
  },
  { decorations: plugin => plugin.decorations },
);

function marked(view: EditorView): DecorationSet {
  const found = new RangeSetBuilder<Decoration>();
  for (const { from, to } of view.visibleRanges)
    syntaxTree(view.state).iterate({
      from,
      to,
      enter: ({ name, node, from: start, to: end }) => {
        if (start >= end) return;
        if (name === 'Comment') found.add(start, end, marks.c);
        else if (name === 'BlockLiteralContent') found.add(start, end, marks.s);
        else if (name === 'QuotedLiteral' || name === 'Literal') {
          const isKey = node.parent?.name === 'Key';
          const isNumber = name === 'Literal' && number.test(view.state.sliceDoc(start, end));
          found.add(start, end, isKey ? marks.k : isNumber ? marks.n : marks.s);
        }
      },
    });
  return found.finish();
}
