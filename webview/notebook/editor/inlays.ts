import { StateEffect, StateField } from '@codemirror/state';
import { Decoration, EditorView, WidgetType, type DecorationSet } from '@codemirror/view';

export interface Inlay {
  /** From the beginning of the cell. */
  readonly offset: number;
  readonly label: string;
}

export const setInlays = StateEffect.define<readonly Inlay[]>();

/** Shapes and counts behind the words that they belong to. */
export const inlays = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(marks, transaction) {
    for (const effect of transaction.effects)
      if (effect.is(setInlays)) {
        const { length } = transaction.state.doc;
        return Decoration.set(
          effect.value
            .filter(({ offset }) => offset >= 0 && offset <= length)
            .map(({ offset, label }) =>
              Decoration.widget({ widget: new Label(label), side: 1 }).range(offset),
            ),
          true,
        );
      }
    return marks.map(transaction.changes);
  },
  provide: field => EditorView.decorations.from(field),
});

class Label extends WidgetType {
  readonly label: string;

  constructor(label: string) {
    super();
    this.label = label;
  }

  override eq(other: Label): boolean {
    return other.label === this.label;
  }

  override toDOM(): HTMLElement {
    const span = document.createElement('span');
    span.className = 'inlay';
    span.textContent = this.label;
    return span;
  }
}
