import * as vscode from 'vscode';
import { UserError } from '../base/index.ts';
import { distrust } from '../system/index.ts';
import { registerCommands } from './commands/index.ts';
import { attempt } from './attempt.ts';
import type { Host } from './host.ts';
import { lateRunData } from './data/lateRunData.ts';
import { createRunCatalog } from './data/lists/catalog.ts';
import { createRunIndex } from './data/lists/runIndex.ts';
import type { RunOperation } from '../protocol/index.ts';
import { createRunOperations } from './operations/index.ts';
import { provideNetworkDocuments } from './networkDocument.ts';
import { registerNotebooks } from './notebook/index.ts';
import { languageId } from './notebooks.ts';
import { offerLeftQueues } from './running/leftQueues.ts';
import { showInStatusBar } from './running/statusBar.ts';
import { tellEndings } from './running/tellEndings.ts';
import { tellEngines } from './running/tellEngine.ts';
import { readBandFactor } from './settings.ts';
import { WorkspaceStores } from './stores.ts';
import { addToTerminals } from './terminals.ts';
import { registerRunViewer, type RunViewer } from './viewer/index.ts';

/**
 * Registers everything that the extension adds to the editor. What takes time (language server,
 * looking for runs, terminals) begins and is not waited for. What is not needed to register and to
 * list runs is loaded when it is first used.
 */
export function start(context: vscode.ExtensionContext): void {
  distrustWorkspace(context);
  const log = vscode.window.createOutputChannel('Residual Lab', { log: true });
  const stores = new WorkspaceStores();
  const index = createRunIndex({ stores: () => stores.folders });
  const host: Host = {
    context,
    log,
    runs: index,
    stores: () => stores.folders,
    engineScript: context.asAbsolutePath('dist/engine.js'),
    cliScript: context.asAbsolutePath('dist/cli.js'),
    version: (context.extension.packageJSON as { version: string }).version,
  };
  const begin = (what: string, work: () => Promise<unknown>) => {
    work().catch((error: unknown) => {
      const text = error instanceof UserError ? error.message : String(error);
      log.error(`${what}: ${text}`);
    });
  };
  const terminals = () => begin('Adding reslab to terminals', () => addToTerminals(context));
  const viewer = showRuns(host, stores);
  context.subscriptions.push(
    log,
    registerCommands(host),
    provideNetworkDocuments(),
    stores,
    viewer,
    showInStatusBar(index),
    tellEndings(host, viewer),
    tellEngines(index),
    vscode.workspace.onDidChangeConfiguration(event => {
      if (event.affectsConfiguration('residualLab')) terminals();
    }),
  );
  context.subscriptions.push(
    atFirstNotebook(() =>
      begin('The language server does not start', async () => {
        const { startLanguageClient } = await import('./languageClient.ts');
        await startLanguageClient(context, log, index);
      }),
    ),
  );
  begin('Looking for runs', async () => {
    await stores.discover();
    await index.refresh();
    await offerLeftQueues(host);
  });
  terminals();
}

/** No program is taken from a folder that is open here. */
function distrustWorkspace(context: vscode.ExtensionContext): void {
  const look = () =>
    vscode.workspace.workspaceFolders?.forEach(({ uri }) => {
      if (uri.scheme === 'file') distrust(uri.fsPath);
    });
  look();
  context.subscriptions.push(vscode.workspace.onDidChangeWorkspaceFolders(look));
}

/** The run viewer and the notebooks, which read the same runs. */
function showRuns(host: Host, stores: WorkspaceStores): RunViewer {
  const index = host.runs;
  const runs = createRunCatalog(index, host.context.workspaceState);
  const data = lateRunData(async () => {
    const { askingOfRuns, createRunData } = await import('./data/index.ts');
    return createRunData({
      stores: () => stores.folders,
      runs: index,
      figures: query =>
        askingOfRuns(query, runs.chart('runs' in query.of ? query.of.runs : []), readBandFactor()),
    });
  });
  const followed = index.onChange(() => data.runsChanged());
  const looked = stores.onDidChange(() => void index.refresh());
  const operations = createRunOperations(host, runs);
  const viewer = registerRunViewer(host, { runs, data, operations });
  const ofRuns = {
    operate: (operation: RunOperation, run: string) =>
      attempt(host, operation, async () =>
        operations.operate(operation, [await operations.find(run)]),
      ),
    show: (run: string) => attempt(host, 'show', () => viewer.show(run)),
  };
  const registered = vscode.Disposable.from(
    viewer,
    registerNotebooks(host, ofRuns),
    looked,
    ...[followed, runs, data, index].map(part => ({ dispose: () => part.close() })),
  );
  return { show: ofRuns.show, dispose: () => void registered.dispose() };
}

/** Who only looks at runs does without a language server. */
function atFirstNotebook(start: () => void): vscode.Disposable {
  const isNotebook = (document: vscode.TextDocument) => document.languageId === languageId;
  // After what waits already, such as the first notebook's view.
  if (vscode.workspace.textDocuments.some(isNotebook)) {
    const soon = setImmediate(start);
    return { dispose: () => clearImmediate(soon) };
  }
  const opened = vscode.workspace.onDidOpenTextDocument(document => {
    if (!isNotebook(document)) return;
    opened.dispose();
    start();
  });
  return opened;
}
