import { UserError } from '../../../base/index.ts';
import type { RunView } from '../../../protocol/index.ts';
import type { Closable, Memory, RunCatalog, RunIndex } from '../types.ts';
import { noAnnotation, readAnnotations, writeAnnotation, type Annotation } from './annotations.ts';
import { chainsOf, rootOf, type RunChain } from '../../../results/chains/index.ts';
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
        const root = rootOf(chain);
        const store = root?.store ?? '';
        const known = annotations.get(store) ?? readAnnotations(store);
        annotations.set(store, known);
        const annotation = known.get(root?.run.id ?? '') ?? noAnnotation;
        return runViewOf(chain, 0, annotation);
      })
      .reverse();
  };
  const current = () => (views ??= build());
  const rootIdOf = ({ id }: RunView) => rootOf(chains.get(id) ?? [])?.run.id ?? id;

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
      const names = ordered.map(view => runSlotName(rootIdOf(view)));
      const cells = new Map(ordered.map((view, i) => [names[i], cellNameOf(view, chains)]));
      const slots = assignSlots(memory, names, name => cells.get(name) ?? null);
      return ordered.map((view, i) => ({ ...view, slot: slots[i] ?? 0 }));
    },
    annotate: (id, tags, note) => {
      const view = current().find(each => each.id === id);
      const indexed = index.find(view === undefined ? id : rootIdOf(view));
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

/** A run looks like its cell where nothing else does. */
function cellNameOf(view: RunView, chains: ReadonlyMap<string, RunChain>): string {
  const notebook = chains.get(view.id)?.at(-1)?.run.request.notebook ?? null;
  return cellSlotName(notebook, view.cell);
}
