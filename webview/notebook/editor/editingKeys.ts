import { defaultKeymap, indentWithTab, insertNewlineAndIndent } from '@codemirror/commands';
import type { KeyBinding } from '@codemirror/view';

/** Keys that edit text. Shift+Enter and Ctrl+Enter run the cell, where CodeMirror would begin a line. */
export const editingKeys: readonly KeyBinding[] = [
  { key: 'Enter', run: insertNewlineAndIndent },
  ...defaultKeymap.filter(({ key }) => key !== 'Enter' && key !== 'Mod-Enter'),
  indentWithTab,
];
