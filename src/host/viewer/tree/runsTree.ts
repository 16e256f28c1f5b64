import * as vscode from 'vscode';
import { formatPlural, oneLine } from '../../../base/index.ts';
import type { RunView } from '../../../protocol/index.ts';
import type { RunCatalog } from '../../data/index.ts';
import type { Following } from '../following.ts';
import { Nodes, type Node, type RunNode } from './nodes.ts';
import { groupRuns, sortings, type Sorting } from './rows.ts';
import { treeItem, withTooltip } from './treeItem.ts';

const sortingKey = 'runs.sorting';

/** The tree of all runs of the workspace. It follows the runs only while it can be seen. */
export class RunsTree implements vscode.TreeDataProvider<Node>, vscode.Disposable {
  readonly #runs: RunCatalog;
  readonly #following: Following;
  readonly #state: vscode.Memento;
  readonly #nodes = new Nodes();
  readonly #changed = new vscode.EventEmitter<Node | undefined>();
  readonly #selected = new vscode.EventEmitter<void>();
  readonly #view: vscode.TreeView<Node>;
  readonly #listeners: vscode.Disposable;
  #followed: vscode.Disposable | undefined;
  #isRead = false;
  #isAwaited = false;
  #filter = '';

  readonly onDidChangeTreeData = this.#changed.event;
  /** Other runs are selected, or one of the selected was resumed and has a new id. */
  readonly onDidSelect = this.#selected.event;

  constructor(runs: RunCatalog, following: Following, state: vscode.Memento) {
    this.#runs = runs;
    this.#following = following;
    this.#state = state;
    this.#view = vscode.window.createTreeView('residualLab.runs', {
      treeDataProvider: this,
      canSelectMany: true,
      showCollapseAll: true,
    });
    const listening = runs.onChange(() => this.#update());
    this.#listeners = vscode.Disposable.from(
      this.#view.onDidChangeVisibility(() => this.#follow()),
      this.#view.onDidChangeSelection(() => this.#selected.fire()),
      { dispose: () => listening.close() },
    );
    void runs.ready.then(() => this.#read());
    this.#follow();
  }

  /** Ids of the selected runs, in the order of the tree. */
  get selectedIds(): readonly string[] {
    const chosen = new Set<Node>(this.#view.selection);
    return this.#nodes.roots
      .flatMap(root => root.children)
      .flatMap(node => (chosen.has(node) ? [node.row.run.id] : []));
  }

  /** The selected runs as they stand now. */
  get selected(): readonly RunView[] {
    const now = new Map(this.#runs.runs.map(run => [run.id, run]));
    return this.selectedIds.flatMap(id => now.get(id) ?? []);
  }

  get filter(): string {
    return this.#filter;
  }

  set filter(filter: string) {
    this.#filter = filter.trim();
    void vscode.commands.executeCommand('setContext', 'residualLab.runsFiltered', filter !== '');
    this.#update();
  }

  get sorting(): Sorting {
    const kept = this.#state.get<unknown>(sortingKey);
    return sortings.find(name => name === kept) ?? 'newest';
  }

  set sorting(sorting: Sorting) {
    void this.#state.update(sortingKey, sorting).then(() => this.#update());
  }

  /** Shows a run and selects it. */
  async reveal(run: string): Promise<void> {
    if (!this.#view.visible) await vscode.commands.executeCommand('residualLab.runs.focus');
    const node = this.#nodes.find(run);
    if (node !== undefined) await this.#view.reveal(node, { select: true, focus: true });
  }

  getTreeItem(node: Node): vscode.TreeItem {
    return treeItem(node);
  }

  /** The first answer waits for the first look, during which the view shows that it works. */
  async getChildren(node?: Node): Promise<Node[]> {
    if (node !== undefined) return node.type === 'group' ? [...node.children] : [];
    if (!this.#isRead) {
      this.#isAwaited = true;
      await this.#runs.ready;
      this.#isAwaited = false;
    }
    return [...this.#nodes.roots];
  }

  getParent(node: Node): Node | undefined {
    return node.type === 'run' ? node.parent : undefined;
  }

  /** Tooltips are made for the row under the pointer only. */
  resolveTreeItem(item: vscode.TreeItem, node: Node): vscode.TreeItem {
    if (node.type === 'group') return item;
    return withTooltip(item, node.row, this.#runs.folderOf(node.row.run.id) ?? null);
  }

  dispose(): void {
    this.#listeners.dispose();
    this.#followed?.dispose();
    this.#view.dispose();
    this.#changed.dispose();
    this.#selected.dispose();
  }

  #read(): void {
    this.#isRead = true;
    void vscode.commands.executeCommand('setContext', 'residualLab.runsRead', true);
    this.#update();
  }

  #follow(): void {
    this.#followed?.dispose();
    this.#followed = this.#view.visible ? this.#following.follow() : undefined;
    if (this.#view.visible) this.#update();
  }

  #update(): void {
    // Before the first look nothing is known, which is not the same as no runs.
    if (!this.#view.visible || !this.#isRead) return;
    const { runs } = this.#runs;
    const lost = this.#lostSelection(runs);
    const changed = this.#nodes.update(groupRuns(runs, this.#filter, this.sorting));
    // Who waits for the first rows gets them as the answer, and need not ask again.
    if (!this.#isAwaited) for (const node of changed) this.#changed.fire(node);
    const shown = this.#nodes.roots.reduce((sum, root) => sum + root.children.length, 0);
    this.#view.message = this.#message(shown);
    if (lost !== undefined) void this.reveal(lost);
  }

  /** A run that was resumed is another row; whoever watched it alone goes on with that one. */
  #lostSelection(runs: readonly RunView[]): string | undefined {
    const [only, ...others] = this.#view.selection.filter((n): n is RunNode => n.type === 'run');
    if (only === undefined || others.length > 0) return undefined;
    const { id } = only.row.run;
    if (runs.some(run => run.id === id)) return undefined;
    return runs.find(run => run.parts.includes(id))?.id;
  }

  #message(shown: number): string | undefined {
    // A message would stand in the place of what the empty view says, and offers.
    if (this.#filter !== '' && shown === 0) return undefined;
    const { runs, problems } = this.#runs;
    const all = formatPlural(runs.length, 'run');
    const [problem] = problems.map(oneLine);
    const more =
      problems.length > 1 ? ` And ${formatPlural(problems.length - 1, 'more problem')}.` : '';
    const sentences = [
      ...(this.#filter === '' ? [] : [`Filter '${this.#filter}': ${shown} of ${all}.`]),
      ...(problem === undefined ? [] : [`${problem}${more}`]),
    ];
    return sentences.length === 0 ? undefined : sentences.join(' ');
  }
}
