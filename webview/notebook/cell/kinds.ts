import type { KindView } from '../../../src/protocol/index.ts';

/** Of a cell whose first key is no kind. */
export const unknownKind: KindView = {
  kind: '',
  icon: 'beaker',
  hint: '',
  canRun: false,
  isView: false,
  showsRecords: false,
};

/** The element that shows the result of a kind: its own, else the one for all; undefined where there is none. */
export function resultTag(kind: string | null): string | undefined {
  if (kind === null || kind === 'note') return undefined;
  const own = `reslab-${kind}-result`;
  return customElements.get(own) === undefined ? 'reslab-result' : own;
}
