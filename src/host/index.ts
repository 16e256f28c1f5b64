import * as vscode from 'vscode';
import { UserError } from '../base/index.ts';
import { registerCommands } from './commands/index.ts';
import type { Host } from './host.ts';
import { createRunCatalog, createRunData, createRunIndex } from './data/index.ts';
import { startLanguageClient } from './languageClient.ts';
import { provideNetworkDocuments } from './networkDocument.ts';
import { registerNotebooks, runServices } from './notebook/index.ts';
import { offerLeftQueues } from './running/leftQueues.ts';
import { queueRunning } from './running/queueRunning.ts';
import { RunTracker } from './running/runTracker.ts';
import { showInStatusBar } from './running/statusBar.ts';
import { tellEndings } from './running/tellEndings.ts';
import { tellEngine } from './running/tellEngine.ts';
import { WorkspaceStores } from './stores.ts';
import { addToTerminals } from './terminals.ts';
import { registerRunViewer } from './viewer/index.ts';

/**
 * Registers everything that the extension adds to the editor. What takes time (language server,
 * looking for runs, terminals) begins and is not waited for.
 */
export function start(context: vscode.ExtensionContext): void {
  const log = vscode.window.createOutputChannel('Residual Lab', { log: true });
  const tracker = new RunTracker();
  const stores = new WorkspaceStores();
  const host: Host = {
    context,
    log,
    tracker,
    stores: () => stores.folders,
    engineScript: context.asAbsolutePath('dist/engine.js'),
    cliScript: context.asAbsolutePath('dist/cli.js'),
    version: (context.extension.packageJSON as { version: string }).version,
  };
  const attempt = (what: string, work: () => Promise<unknown>) => {
    work().catch((error: unknown) => {
      const text = error instanceof UserError ? error.message : String(error);
      log.error(`${what}: ${text}`);
    });
  };
  const terminals = () => attempt('Adding reslab to terminals', () => addToTerminals(context));
  context.subscriptions.push(
    log,
    tracker,
    registerCommands(host),
    provideNetworkDocuments(),
    stores,
    showRuns(host, stores),
    showInStatusBar(tracker),
    tellEndings(tracker),
    tracker.onDidChange(() => tracker.active.forEach(run => void tellEngine(run))),
    vscode.workspace.onDidChangeConfiguration(event => {
      if (event.affectsConfiguration('residualLab')) terminals();
    }),
    watchNewRuns(tracker),
  );
  attempt('The language server does not start', () => startLanguageClient(context, log));
  attempt('Looking for runs', async () => {
    await stores.discover();
    for (const store of stores.folders) await tracker.discover(store);
    await offerLeftQueues(host);
  });
  terminals();
}

/** The run viewer and the notebooks, and the runs that both read. */
function showRuns(host: Host, stores: WorkspaceStores): vscode.Disposable {
  const index = createRunIndex({ stores: () => stores.folders });
  const runs = createRunCatalog(index, host.context.workspaceState);
  const data = createRunData({ stores: () => stores.folders });
  const looked = stores.onDidChange(() => void index.refresh());
  return vscode.Disposable.from(
    registerRunViewer(host, { runs, data }),
    registerNotebooks(
      host,
      runServices({ host, stores: host.stores, index, running: queueRunning(host) }),
    ),
    looked,
    ...[runs, data, index].map(part => ({ dispose: () => part.close() })),
  );
}

/** Runs that a terminal or another window starts in this workspace. */
function watchNewRuns(tracker: RunTracker): vscode.Disposable {
  const watcher = vscode.workspace.createFileSystemWatcher(
    '**/.residual-lab/runs/*/process.json',
    false,
    true,
    true,
  );
  const created = watcher.onDidCreate(uri => {
    if (uri.scheme === 'file') tracker.watch(vscode.Uri.joinPath(uri, '..').fsPath);
  });
  return vscode.Disposable.from(watcher, created);
}
