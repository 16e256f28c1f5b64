import fs from 'node:fs';
import path from 'node:path';
import { pathToFileURL, fileURLToPath } from 'node:url';

/**
 * As much of the editor's API as the extension uses, for tests that drive it as a whole. It answers
 * every question with the first thing that is offered: nobody is as careless as it.
 */

export const control = {
  isTrusted: false,
  folder: '',
  /** Every sentence and list that was shown. */
  shown: [] as string[],
  /** Views and editors by id, to resolve them. */
  views: new Map<string, unknown>(),
  /** Commands of the editor itself that were asked for. */
  asked: [] as string[],
  settings: {} as Record<string, unknown>,
};

export class Disposable {
  static from(...all: { dispose(): unknown }[]): Disposable {
    return new Disposable(() => all.forEach(each => each.dispose()));
  }
  readonly dispose: () => void;
  constructor(dispose: () => void) {
    this.dispose = dispose;
  }
}

const nothing = () => new Disposable(() => undefined);

export class EventEmitter<T> {
  readonly #listeners = new Set<(value: T) => unknown>();
  readonly event = (listener: (value: T) => unknown): Disposable => {
    this.#listeners.add(listener);
    return new Disposable(() => this.#listeners.delete(listener));
  };
  fire(value: T): void {
    for (const listener of this.#listeners) listener(value);
  }
  dispose(): void {
    this.#listeners.clear();
  }
}

export class Uri {
  readonly scheme: string;
  readonly path: string;
  readonly query: string;
  readonly fragment = '';
  constructor(scheme: string, file: string, query = '') {
    [this.scheme, this.path, this.query] = [scheme, file, query];
  }
  static file(file: string): Uri {
    return new Uri('file', file);
  }
  static parse(text: string): Uri {
    if (text.startsWith('file:')) return Uri.file(fileURLToPath(text));
    return new Uri(text.split(':')[0] ?? '', text.slice(text.indexOf(':') + 1));
  }
  static joinPath(uri: Uri, ...parts: string[]): Uri {
    return new Uri(uri.scheme, path.posix.join(uri.path, ...parts));
  }
  static from(parts: { scheme: string; path: string; query?: string }): Uri {
    return new Uri(parts.scheme, parts.path, parts.query);
  }
  get fsPath(): string {
    return this.path;
  }
  with(parts: { scheme?: string }): Uri {
    return new Uri(parts.scheme ?? this.scheme, this.path, this.query);
  }
  toString(): string {
    return this.scheme === 'file' ? pathToFileURL(this.path).href : `${this.scheme}:${this.path}`;
  }
}

export class Position {
  readonly line: number;
  readonly character: number;
  constructor(line: number, character: number) {
    [this.line, this.character] = [line, character];
  }
}

export class Range {
  readonly start: Position;
  readonly end: Position;
  constructor(start: Position, end: Position) {
    [this.start, this.end] = [start, end];
  }
}

export class TreeItem {
  readonly label: string;
  constructor(label: string) {
    this.label = label;
  }
}
export class ThemeIcon {}
export class ThemeColor {}
export class MarkdownString {
  readonly value: string;
  constructor(value: string) {
    this.value = value;
  }
}
export class WorkspaceEdit {
  insert(): void {}
  replace(): void {}
  set(): void {}
}
export const TextEdit = { replace: () => ({}) };
export class TabInputText {}
export class TabInputCustom {}
export const [
  ViewColumn,
  ConfigurationTarget,
  CompletionItemKind,
  StatusBarAlignment,
  ProgressLocation,
  UIKind,
  TreeItemCollapsibleState,
] = [
  { Active: -1, Beside: -2 },
  { Global: 1 },
  {},
  { Left: 1 },
  { Notification: 15 },
  { Desktop: 1 },
  { Expanded: 2 },
];
export const version = '1.91.0';

const documents = new Map<string, unknown>();

function documentOf(uri: Uri): unknown {
  const known = documents.get(uri.toString());
  if (known !== undefined) return known;
  const text = uri.scheme === 'file' ? fs.readFileSync(uri.fsPath, 'utf8') : '';
  const lines = text.split('\n');
  const document = {
    uri,
    fileName: uri.fsPath,
    languageId: uri.path.endsWith('.resnet.yaml') ? 'resnet-notebook' : 'plaintext',
    version: 1,
    isDirty: false,
    isUntitled: false,
    isClosed: false,
    eol: 1,
    lineCount: lines.length,
    getText: () => text,
    save: () => Promise.resolve(true),
    offsetAt: ({ line, character }: Position) =>
      lines.slice(0, line).reduce((sum, each) => sum + each.length + 1, 0) + character,
    positionAt: (offset: number) => {
      const before = text.slice(0, offset).split('\n');
      return new Position(before.length - 1, before.at(-1)?.length ?? 0);
    },
    lineAt: (line: number) => ({ text: lines[line] ?? '' }),
  };
  documents.set(uri.toString(), document);
  return document;
}

const handlers = new Map<string, (...args: unknown[]) => unknown>();

export const commands = {
  registerCommand(name: string, handler: (...args: unknown[]) => unknown): Disposable {
    handlers.set(name, handler);
    return new Disposable(() => handlers.delete(name));
  },
  executeCommand: (name: string, ...args: unknown[]): Promise<unknown> => {
    const handler = handlers.get(name);
    if (handler === undefined) control.asked.push(name);
    return Promise.resolve(handler?.(...args));
  },
  names: () => [...handlers.keys()],
};

const never = () => nothing();

export const workspace = {
  get isTrusted() {
    return control.isTrusted;
  },
  get workspaceFolders() {
    return [{ uri: Uri.file(control.folder), name: 'folder', index: 0 }];
  },
  get textDocuments() {
    return [...documents.values()];
  },
  getWorkspaceFolder: (uri: Uri) =>
    uri.path.startsWith(control.folder) ? workspace.workspaceFolders[0] : undefined,
  openTextDocument: (what: unknown) =>
    Promise.resolve(documentOf(what instanceof Uri ? what : new Uri('untitled', 'new'))),
  getConfiguration: () => ({
    get: (key: string, otherwise?: unknown) => control.settings[key] ?? otherwise,
    inspect: () => ({}),
    update: () => Promise.resolve(),
  }),
  asRelativePath: (what: Uri | string) => path.relative(control.folder, String(what)),
  findFiles: () => Promise.resolve([]),
  applyEdit: () => Promise.resolve(true),
  save: (uri: Uri) => Promise.resolve(uri),
  createFileSystemWatcher: () => ({
    onDidCreate: never,
    onDidChange: never,
    onDidDelete: never,
    dispose: () => undefined,
  }),
  registerTextDocumentContentProvider: never,
  onDidChangeTextDocument: never,
  onDidCloseTextDocument: never,
  onDidOpenTextDocument: never,
  onDidSaveTextDocument: never,
  onDidGrantWorkspaceTrust: never,
  onDidChangeWorkspaceFolders: never,
  onDidChangeConfiguration: never,
  onDidRenameFiles: never,
  onWillSaveTextDocument: never,
  fs: {
    isWritableFileSystem: () => true,
    readFile: (uri: Uri) => fs.promises.readFile(uri.fsPath),
    writeFile: (uri: Uri, bytes: Uint8Array) => fs.promises.writeFile(uri.fsPath, bytes),
    delete: (uri: Uri) => fs.promises.rm(uri.fsPath, { recursive: true }),
    stat: (uri: Uri) => fs.promises.stat(uri.fsPath),
  },
};

function answer(message: string, ...items: unknown[]): Promise<unknown> {
  control.shown.push(message);
  const buttons = items.filter(item => typeof item === 'string' || (item as object) !== null);
  return Promise.resolve(buttons.find(b => typeof b === 'string' || 'title' in (b as object)));
}

function box(): Record<string, unknown> {
  const accepted = new EventEmitter<void>();
  return {
    onDidChangeValue: never,
    onDidAccept: accepted.event,
    onDidHide: never,
    show: () => setImmediate(() => accepted.fire()),
    dispose: () => undefined,
    value: '',
  };
}

export const window = {
  showInformationMessage: answer,
  showWarningMessage: answer,
  showErrorMessage: answer,
  setStatusBarMessage: (text: string) => {
    control.shown.push(text);
    return nothing();
  },
  showQuickPick: (items: readonly { label: string }[]) => {
    control.shown.push(...items.map(item => item.label));
    return Promise.resolve(items[0]);
  },
  showInputBox: ({ prompt }: { prompt: string }) => {
    control.shown.push(prompt);
    return Promise.resolve('text');
  },
  createInputBox: box,
  showSaveDialog: () => Promise.resolve(undefined),
  showTextDocument: () => Promise.resolve(undefined),
  withProgress: (
    { title }: { title: string },
    work: (progress: unknown, token: unknown) => Promise<unknown>,
  ) => {
    control.shown.push(title);
    const report = ({ message }: { message: string }) => control.shown.push(message);
    return work({ report }, { onCancellationRequested: never, isCancellationRequested: false });
  },
  createStatusBarItem: () => ({ show() {}, hide() {}, dispose() {} }),
  createOutputChannel: () =>
    Object.fromEntries(
      ['info', 'warn', 'error', 'debug', 'show', 'append', 'dispose'].map(name => [name, () => {}]),
    ),
  createTreeView: (id: string, options: unknown) => {
    control.views.set(id, options);
    return {
      onDidChangeSelection: never,
      onDidChangeVisibility: never,
      selection: [],
      reveal: () => Promise.resolve(),
      dispose() {},
    };
  },
  createWebviewPanel: () => panel(),
  registerCustomEditorProvider: register,
  registerWebviewViewProvider: register,
  registerWebviewPanelSerializer: register,
  onDidChangeActiveTextEditor: never,
  onDidChangeWindowState: never,
  onDidChangeActiveColorTheme: never,
  activeTextEditor: undefined,
  state: { focused: true },
  tabGroups: { activeTabGroup: { activeTab: undefined }, all: [], onDidChangeTabs: never },
};

function register(id: string, provider: unknown): Disposable {
  control.views.set(id, provider);
  return nothing();
}

/** A panel or view, whose page can be sent messages for. */
export function panel() {
  const received = new EventEmitter<unknown>();
  const posted: unknown[] = [];
  const gone = new EventEmitter<void>();
  return {
    webview: {
      options: {},
      html: '',
      cspSource: 'self',
      asWebviewUri: (uri: Uri) => uri,
      onDidReceiveMessage: received.event,
      postMessage: (message: unknown) => Promise.resolve(posted.push(message) > 0),
    },
    posted,
    /** As the page sends it. */
    send: (message: unknown) => received.fire(message),
    visible: true,
    active: true,
    onDidChangeViewState: never,
    onDidChangeVisibility: never,
    onDidDispose: gone.event,
    reveal() {},
    dispose: () => gone.fire(),
  };
}

export const languages = {
  getDiagnostics: () => [],
  onDidChangeDiagnostics: never,
};

export const env = {
  clipboard: { writeText: () => Promise.resolve() },
  openExternal: () => Promise.resolve(true),
  appName: 'editor',
  remoteName: undefined,
  uiKind: 1,
};

/** The context of an extension in this folder, which keeps its files below `storage`. */
export function extensionContext(extension: string, storage: string): unknown {
  const memento = {
    get: (_: string, otherwise: unknown) => otherwise,
    update: () => Promise.resolve(),
    keys: () => [],
  };
  return {
    subscriptions: [] as Disposable[],
    extensionUri: Uri.file(extension),
    extensionPath: extension,
    extension: { packageJSON: { version: '0' } },
    asAbsolutePath: (file: string) => path.join(extension, file),
    globalStorageUri: Uri.file(path.join(storage, 'global')),
    storageUri: Uri.file(path.join(storage, 'workspace')),
    logUri: Uri.file(path.join(storage, 'log')),
    workspaceState: memento,
    globalState: memento,
    environmentVariableCollection: { prepend() {}, replace() {}, delete() {}, description: '' },
  };
}
