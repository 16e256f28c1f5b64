import { conditionsOf } from '../../../protocol/index.ts';
import { iconOf } from './describe.ts';
import type { RunGroup, RunRow } from './rows.ts';

export interface GroupNode {
  readonly type: 'group';
  readonly key: string;
  label: string;
  description: string;
  children: readonly RunNode[];
}

export interface RunNode {
  readonly type: 'run';
  readonly parent: GroupNode;
  row: RunRow;
}

export type Node = GroupNode | RunNode;

/** The tree as it is shown. A node keeps its identity as long as its group and run are there. */
export class Nodes {
  roots: readonly GroupNode[] = [];
  readonly #runs = new Map<string, RunNode>();

  find(id: string): RunNode | undefined {
    return this.#runs.get(id);
  }

  /**
   * Takes what is to be shown now; returns the nodes that must be drawn again: those whose row reads
   * otherwise, groups whose runs are others or in another order, undefined for the whole tree.
   */
  update(groups: readonly RunGroup[]): (Node | undefined)[] {
    const old = new Map(this.roots.map(root => [root.key, root]));
    const changed: Node[] = [];
    const seen = new Set<string>();
    const roots = groups.map(group => {
      const node = old.get(group.key) ?? emptyGroup(group.key);
      if (this.#fill(node, group, changed)) changed.push(node);
      for (const { run } of group.rows) seen.add(run.id);
      return node;
    });
    for (const id of this.#runs.keys()) if (!seen.has(id)) this.#runs.delete(id);
    const isSame =
      roots.length === this.roots.length && roots.every((root, i) => root === this.roots[i]);
    this.roots = roots;
    return isSame
      ? changed.filter(n => n.type === 'group' || !changed.includes(n.parent))
      : [undefined];
  }

  /** True where the group itself must be drawn again. */
  #fill(node: GroupNode, group: RunGroup, changed: Node[]): boolean {
    const children = group.rows.map(row => this.#child(node, row, changed));
    const isSame =
      node.label === group.label &&
      node.description === group.description &&
      children.length === node.children.length &&
      children.every((child, i) => child === node.children[i]);
    [node.label, node.description, node.children] = [group.label, group.description, children];
    return !isSame;
  }

  #child(parent: GroupNode, row: RunRow, changed: Node[]): RunNode {
    const known = this.#runs.get(row.run.id);
    if (known?.parent === parent) {
      const isNews = looks(known.row) !== looks(row);
      known.row = row;
      if (isNews) changed.push(known);
      return known;
    }
    const node: RunNode = { type: 'run', parent, row };
    this.#runs.set(row.run.id, node);
    return node;
  }
}

/** What menus may offer for a run, as words in its `viewItem`. */
export function contextOf({ run }: RunRow): string {
  return ['run', ...conditionsOf(run)].join(' ');
}

function looks(row: RunRow): string {
  const { icon, color } = iconOf(row.run);
  return JSON.stringify([row.label, row.description, icon, color, contextOf(row)]);
}

function emptyGroup(key: string): GroupNode {
  return { type: 'group', key, label: '', description: '', children: [] };
}
