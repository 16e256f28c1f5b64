import type { Figure } from '../../src/figures/index.ts';

/** Figures above each other: those without labels of x stand over the next one, which has them. */
export type Stack = readonly Figure[];

export function stacksOf(figures: readonly Figure[]): Stack[] {
  const stacks: Figure[][] = [];
  let isOpen = false;
  for (const figure of figures) {
    if (isOpen) stacks.at(-1)?.push(figure);
    else stacks.push([figure]);
    isOpen = figure.isBare === true;
  }
  return stacks;
}

/** Three that have nothing in common stand in a row of their own kind of columns, others in two. */
export function gridClass(stacks: readonly Stack[]): '' | 'grid two' | 'grid three' {
  if (stacks.length < 2) return '';
  const areAlone = stacks.every(([first, ...more]) => more.length === 0 && first?.group === null);
  return areAlone && stacks.length === 3 ? 'grid three' : 'grid two';
}
