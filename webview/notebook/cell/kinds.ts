import type { CellKind } from '../../../src/language/index.ts';

/** How each kind of cell looks: its icon, and what it is for, or that it is checked only. In the order of the menu. */
const looks: Readonly<Record<CellKind, { readonly icon: string; readonly hint: string }>> = {
  note: { icon: 'markdown', hint: 'text' },
  network: { icon: 'layers', hint: 'layers and blocks' },
  train: { icon: 'pulse', hint: 'a training' },
  norms: { icon: 'graph-line', hint: 'size of states and residuals' },
  lesion: { icon: 'graph-scatter', hint: 'the error without blocks' },
  paths: { icon: 'git-merge', hint: 'gradient by length of path; not run yet' },
  levels: { icon: 'expand-all', hint: 'what multi-level training saves; not run yet' },
  warp: { icon: 'split-horizontal', hint: 'blocks against their approximation; not run yet' },
  compare: { icon: 'git-compare', hint: 'trainings side by side' },
};

const icons = new Map<string | null, string>(
  Object.entries(looks).map(([kind, { icon }]) => [kind, icon]),
);

/** A kind that nobody knows has a beaker. */
export function kindIcon(kind: string | null): string {
  return icons.get(kind) ?? 'beaker';
}

/** Kinds that can be added, with what each is for. */
export const addable: readonly { readonly kind: string; readonly hint: string }[] = Object.entries(
  looks,
).map(([kind, { hint }]) => ({ kind, hint }));

/** Notes and networks do not run; a comparison is a view of runs that are there. */
export function canRunKind(kind: string | null): boolean {
  return kind !== null && !['note', 'network', 'compare'].includes(kind);
}

/** The element that shows the result of a kind: its own, else the one for all; undefined where there is none. */
export function resultTag(kind: string | null): string | undefined {
  if (kind === null || kind === 'note') return undefined;
  const own = `reslab-${kind}-result`;
  return customElements.get(own) === undefined ? 'reslab-result' : own;
}
