/** What a key means for the notebook. */
export type KeyCommand =
  | { readonly does: 'previous' | 'next' | 'edit' | 'leave' | 'help' }
  | { readonly does: 'run' | 'runAndNext' }
  | { readonly does: 'insertAbove' | 'insertBelow' | 'delete' | 'toNote' | 'toCode' }
  | { readonly does: 'moveUp' | 'moveDown' | 'foldResult' | 'foldCode' }
  | { readonly does: 'undo' | 'redo' | 'save' | 'fix' };

type Pressed = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>;

/** In a second `d` within this time deletes. */
const doubleMs = 800;

const plain: Readonly<Record<string, KeyCommand['does']>> = {
  ArrowUp: 'previous',
  k: 'previous',
  ArrowDown: 'next',
  j: 'next',
  Enter: 'edit',
  Escape: 'leave',
  a: 'insertAbove',
  b: 'insertBelow',
  m: 'toNote',
  y: 'toCode',
  z: 'undo',
  o: 'foldResult',
  h: 'help',
};

/** Reads keys as Jupyter does: letters are commands while no text is edited. */
export class KeyReader {
  #firstD = -Infinity;

  /** In both modes. Undo and saving go through the view, so that what is typed is there before. */
  always(event: Pressed): KeyCommand | null {
    const isMod = event.ctrlKey || event.metaKey;
    const key = event.key.toLowerCase();
    if (key === 'enter' && event.shiftKey && !isMod) return { does: 'runAndNext' };
    if (key === 'enter' && isMod) return { does: 'run' };
    if (!isMod || event.altKey) return null;
    if (key === 'z') return { does: event.shiftKey ? 'redo' : 'undo' };
    if (key === 'y' && !event.shiftKey) return { does: 'redo' };
    if (key === 's' && !event.shiftKey) return { does: 'save' };
    return key === '.' ? { does: 'fix' } : null;
  }

  command(event: Pressed, now: number): KeyCommand | null {
    if (event.ctrlKey || event.metaKey) return null;
    if (event.altKey) {
      if (event.key === 'ArrowUp') return { does: 'moveUp' };
      return event.key === 'ArrowDown' ? { does: 'moveDown' } : null;
    }
    if (event.key === 'd') {
      const isSecond = now - this.#firstD < doubleMs;
      this.#firstD = isSecond ? -Infinity : now;
      return isSecond ? { does: 'delete' } : null;
    }
    this.#firstD = -Infinity;
    if (event.key === 'O') return { does: 'foldCode' };
    if (event.shiftKey) return null;
    const does = plain[event.key];
    return does === undefined ? null : { does };
  }
}
