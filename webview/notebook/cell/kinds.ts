/** Icons of the kinds of cells; a kind that is not here has the last one. */
const icons: Readonly<Record<string, string>> = {
  note: 'markdown',
  network: 'layers',
  train: 'pulse',
  norms: 'graph-line',
  lesion: 'graph-scatter',
  paths: 'git-merge',
  levels: 'expand-all',
  warp: 'split-horizontal',
  compare: 'git-compare',
};

export function kindIcon(kind: string | null): string {
  return icons[kind ?? ''] ?? 'beaker';
}

/** Kinds that can be added, with what each is for, and which are checked only. */
export const addable: readonly { readonly kind: string; readonly hint: string }[] = [
  { kind: 'note', hint: 'text' },
  { kind: 'network', hint: 'layers and blocks' },
  { kind: 'train', hint: 'a training' },
  { kind: 'norms', hint: 'size of states and residuals' },
  { kind: 'lesion', hint: 'the error without blocks' },
  { kind: 'paths', hint: 'gradient by length of path; not run yet' },
  { kind: 'levels', hint: 'what multi-level training saves; not run yet' },
  { kind: 'warp', hint: 'blocks against their approximation; not run yet' },
  { kind: 'compare', hint: 'trainings side by side' },
];

/** Notes and networks do not run; a comparison is a view of runs that are there. */
export function canRunKind(kind: string | null): boolean {
  return kind !== null && !['note', 'network', 'compare'].includes(kind);
}

/** The element that shows the result of a kind; undefined where there is none. */
export function resultTag(kind: string | null): string | undefined {
  const tag = `reslab-${kind ?? 'no'}-result`;
  return customElements.get(tag) === undefined ? undefined : tag;
}
