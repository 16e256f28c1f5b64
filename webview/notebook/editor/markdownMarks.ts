import { type Range } from '@codemirror/state';
import {
  Decoration,
  type DecorationSet,
  type EditorView,
  ViewPlugin,
  type ViewUpdate,
} from '@codemirror/view';

/** Classes of the visual design for what Markdown marks within a line. */
const marks = [
  { pattern: /^#{1,6} .*$/g, mark: Decoration.mark({ class: 'k title' }) },
  { pattern: /`[^`]+`/g, mark: Decoration.mark({ class: 's' }) },
  { pattern: /\*\*[^*]+\*\*/g, mark: Decoration.mark({ class: 'title' }) },
  { pattern: /\[[^\]]*\]\([^)]*\)/g, mark: Decoration.mark({ class: 'n' }) },
  { pattern: /^ *(?:[-*+]|\d+[.)]|>)(?= )/g, mark: Decoration.mark({ class: 'n' }) },
];

/** Colours headings, code, links and the marks of lists. How it will look shows when it is left. */
export const markdownMarks = ViewPlugin.fromClass(
  class {
    decorations: DecorationSet;

    constructor(view: EditorView) {
      this.decorations = marked(view);
    }

    update({ docChanged, viewportChanged, view }: ViewUpdate): void {
      if (docChanged || viewportChanged) this.decorations = marked(view);
    }
  },
  { decorations: plugin => plugin.decorations },
);

function marked({ state, visibleRanges }: EditorView): DecorationSet {
  const found: Range<Decoration>[] = [];
  for (const { from, to } of visibleRanges)
    for (let at = from; at <= to;) {
      const line = state.doc.lineAt(at);
      for (const { pattern, mark } of marks)
        for (const { index, 0: text } of line.text.matchAll(pattern))
          found.push(mark.range(line.from + index, line.from + index + text.length));
      at = line.to + 1;
    }
  return Decoration.set(found, true);
}
