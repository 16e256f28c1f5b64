import type { Extension } from '@codemirror/state';
import { keymap, type EditorView } from '@codemirror/view';

/** Where the cursor goes that leaves a text by an arrow key. */
export interface Leaving {
  readonly to: 'previous' | 'next';
  /** Of the cursor in its line, from 0. */
  readonly column: number;
}

/** Arrow keys lead out of the text from its first and its last row on the screen. */
export function leavesByArrows(leave: (leaving: Leaving) => boolean): Extension {
  const command = (to: Leaving['to']) => (view: EditorView) => {
    const { main } = view.state.selection;
    const edge = to === 'previous' ? 0 : view.state.doc.length;
    if (!main.empty || !isOnRowOf(view, main.head, edge)) return false;
    return leave({ to, column: main.head - view.state.doc.lineAt(main.head).from });
  };
  return keymap.of([
    { key: 'ArrowUp', run: command('previous') },
    { key: 'ArrowDown', run: command('next') },
  ]);
}

/** A long line may be wrapped to several rows. */
function isOnRowOf(view: EditorView, a: number, b: number): boolean {
  const [one, other] = [view.coordsAtPos(a), view.coordsAtPos(b)];
  return one !== null && other !== null && Math.abs(one.top - other.top) < 2;
}
