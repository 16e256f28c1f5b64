import path from 'node:path';
import * as vscode from 'vscode';
import { findStore, storeName } from '../store/index.ts';
import { languageId } from './notebooks.ts';

/** The stores of the workspace: of its folders, those that lie deeper in them, and of open notebooks. */
export class WorkspaceStores implements vscode.Disposable {
  readonly #deeper = new Set<string>();
  readonly #found = new vscode.EventEmitter<void>();
  readonly #listeners: vscode.Disposable;
  /** A store was found, or a folder or a run came, began or went. */
  readonly onDidChange = this.#found.event;

  constructor() {
    const watcher = vscode.workspace.createFileSystemWatcher(
      `**/${storeName}/runs/*/{run,process}.json`,
      false,
      true,
      false,
    );
    const seen = (uri: vscode.Uri) => {
      this.#add(path.resolve(uri.fsPath, '..', '..', '..'));
      this.#found.fire();
    };
    this.#listeners = vscode.Disposable.from(
      watcher,
      watcher.onDidCreate(seen),
      watcher.onDidDelete(() => this.#found.fire()),
      vscode.workspace.onDidChangeWorkspaceFolders(() => this.#found.fire()),
    );
  }

  /** Folders `.residual-lab`; not all of them need to exist. */
  get folders(): readonly string[] {
    const own = (vscode.workspace.workspaceFolders ?? []).flatMap(({ uri }) =>
      uri.scheme === 'file' ? [findStore(path.join(uri.fsPath, 'x'), uri.fsPath)] : [],
    );
    // A notebook may lie outside of every folder of the workspace.
    const opened = vscode.workspace.textDocuments.flatMap(({ uri, languageId: language }) =>
      language === languageId && uri.scheme === 'file'
        ? [findStore(uri.fsPath, vscode.workspace.getWorkspaceFolder(uri)?.uri.fsPath)]
        : [],
    );
    return [...new Set([...own, ...opened, ...this.#deeper])];
  }

  /** Looks for stores below the folders of the workspace. */
  async discover(): Promise<void> {
    const pattern = `**/${storeName}/.gitignore`;
    const files = await vscode.workspace.findFiles(pattern, '**/node_modules/**', 200);
    for (const uri of files) if (uri.scheme === 'file') this.#add(path.dirname(uri.fsPath));
    if (files.length > 0) this.#found.fire();
  }

  dispose(): void {
    this.#listeners.dispose();
    this.#found.dispose();
  }

  #add(store: string): void {
    if (path.basename(store) === storeName) this.#deeper.add(store);
  }
}
