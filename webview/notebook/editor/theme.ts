import { EditorView } from '@codemirror/view';

/** CodeMirror in the roles of the visual design; colours come from the theme of the editor. */
export const editorTheme = EditorView.theme({
  '&': { color: 'inherit', backgroundColor: 'transparent' },
  '&.cm-focused': { outline: 'none' },
  '.cm-scroller': { fontFamily: 'inherit', lineHeight: 'inherit', overflowX: 'auto' },
  '.cm-content': { padding: '0', caretColor: 'var(--caret, var(--ink))' },
  '.cm-cursor': { borderLeftColor: 'var(--caret, var(--ink))' },
  '.cm-line': { padding: '0 var(--s3) 0 0', borderLeft: '0' },
  // What is scrolled to the side goes under the numbers.
  '.cm-gutters': {
    backgroundColor: 'var(--surface)',
    border: '0',
    color: 'color-mix(in srgb, var(--line-number), var(--quiet))',
  },
  '.cm-lineNumbers .cm-gutterElement': {
    minWidth: '36px',
    padding: '0 var(--s3) 0 0',
    boxSizing: 'border-box',
  },
  '&.cm-focused .cm-activeLineGutter': { color: 'var(--line-number-here)' },
  '.cm-activeLineGutter': { backgroundColor: 'transparent' },
  '.cm-selectionBackground': { background: 'var(--selection-quiet, var(--hair))' },
  '&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground': {
    background: 'var(--selection, var(--hair))',
  },
  '.cm-line.cm-marked': {
    backgroundColor: 'var(--code-mark)',
    boxShadow: 'inset 2px 0 var(--quiet)',
  },
  '.cm-tooltip': {
    color: 'var(--widget-ink, var(--ink))',
    backgroundColor: 'var(--widget, var(--canvas))',
    border: '1px solid var(--widget-edge, var(--line))',
    borderRadius: '4px',
    maxWidth: 'min(560px, 92vw)',
  },
  '.cm-tooltip.cm-tooltip-autocomplete > ul': {
    fontFamily: 'var(--code-font)',
    fontSize: 'var(--code-size)',
    maxHeight: '14em',
  },
  '.cm-tooltip-autocomplete ul li[aria-selected]': {
    color: 'var(--menu-here-ink, var(--ink))',
    backgroundColor: 'var(--menu-here, var(--hover))',
    outline: '1px solid var(--contrast)',
    outlineOffset: '-1px',
  },
  '.cm-completionDetail': { color: 'inherit', opacity: '0.8', fontStyle: 'normal' },
  '.cm-tooltip .tip': { padding: '4px 10px', maxHeight: '320px', overflowY: 'auto' },
  // Line ends between paragraphs are not lines.
  '.cm-tooltip.cm-completionInfo': { whiteSpace: 'normal', padding: '0' },
  '.cm-tooltip .tip > :last-child': { marginBottom: '2px' },
});
