import { UserError } from '../../../base/index.ts';
import type { RunView } from '../../../protocol/index.ts';
import type { Closable, Memory, RunCatalog, RunIndex } from '../types.ts';
import { noAnnotation, readAnnotations, writeAnnotation, type Annotation } from './annotations.ts';
import { chainsOf, type RunChain } from './chains.ts';
import { runViewOf } from './runView.ts';
import { assignSlots, cellSlotName, runSlotName } from './slots.ts';

/** See `RunCatalog`. Slots are kept in `memory`. The index stays its owner's to close. */
export function createRunCatalog(index: RunIndex, memory: Memory): RunCatalog {
  const listeners = new Set<() => void>();
  let views: readonly RunView[] | null = null;
  let chains: ReadonlyMap<string, RunChain> = new Map();
  let held: Closable | null = null;
  const changed = () => {
    views = null;
    for (const listener of [...listeners]) listener();
  };
  const following = index.onChange(changed);

  const build = (): readonly RunView[] => {
    const annotations = new Map<string, ReadonlyMap<string, Annotation>>();
    const found = chainsOf(index.runs);
    chains = new Map(found.map(chain => [idOf(chain), chain]));
    return found
      .map(chain => {
        const [first] = chain;
        const store = first?.store ?? '';
        const known = annotations.get(store) ?? readAnnotations(store);
        annotations.set(store, known);
        return runViewOf(chain, 0, known.get(first?.run.id ?? '') ?? noAnnotation);
      })
      .reverse();
  };
  const current = () => (views ??= build());

  return {
    get runs() {
      return current();
    },
    get problems() {
      return index.problems;
    },
    ready: index.ready,
    onChange: listener => {
      listeners.add(listener);
      return { close: () => void listeners.delete(listener) };
    },
    setVisible: visible => {
      if (visible) held ??= index.hold();
      else {
        held?.close();
        held = null;
      }
    },
    refresh: () => index.refresh(),
    folderOf: id => index.find(id)?.run.folder,
    chart: ids => {
      const shown = current().filter(view => ids.includes(view.id));
      const ordered = ids.flatMap(id => shown.find(view => view.id === id) ?? []);
      const cells = new Map(ordered.map(view => [rootName(view), cellNameOf(view, chains)]));
      const slots = assignSlots(memory, ordered.map(rootName), name => cells.get(name) ?? null);
      return ordered.map((view, i) => ({ ...view, slot: slots[i] ?? 0 }));
    },
    annotate: (id, tags, note) => {
      const root = current().find(view => view.id === id)?.parts[0];
      const indexed = index.find(root ?? id);
      if (indexed === undefined)
        throw new UserError('run.none', `The run ${id} is gone; nothing was written.`);
      writeAnnotation(indexed.store, indexed.run.id, { tags, note });
      changed();
    },
    close: () => {
      held?.close();
      following.close();
      listeners.clear();
    },
  };
}

function idOf(chain: RunChain): string {
  return chain.at(-1)?.run.id ?? '';
}

function rootName(view: RunView): string {
  return runSlotName(view.parts[0] ?? view.id);
}

/** A run looks like its cell where nothing else does. */
function cellNameOf(view: RunView, chains: ReadonlyMap<string, RunChain>): string {
  const notebook = chains.get(view.id)?.at(-1)?.run.request.notebook ?? null;
  return cellSlotName(notebook, view.cell);
}
