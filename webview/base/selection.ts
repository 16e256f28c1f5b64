import type { BlockPlace } from '../../src/figures/index.ts';
import type { BlockSelection } from './context.ts';

/** The one selection of a webview. Listeners hear each change once. */
export function createSelection(): BlockSelection {
  let selected: BlockPlace | null = null;
  let hovered: BlockPlace | null = null;
  const listeners = new Set<() => void>();
  const tell = () => {
    for (const listener of [...listeners]) listener();
  };
  return {
    get selected() {
      return selected;
    },
    get hovered() {
      return hovered;
    },
    select(block) {
      if (isSame(selected, block)) return;
      selected = block;
      tell();
    },
    hover(block) {
      if (isSame(hovered, block)) return;
      hovered = block;
      tell();
    },
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

function isSame(a: BlockPlace | null, b: BlockPlace | null): boolean {
  return a?.stage === b?.stage && a?.place === b?.place && a?.name === b?.name;
}
