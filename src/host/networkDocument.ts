import * as vscode from 'vscode';

const scheme = 'residual-lab-network';

/** The address of a document that shows a network of this notebook and follows it. */
export function networkUri(notebook: vscode.Uri, network: string): vscode.Uri {
  return vscode.Uri.from({
    scheme,
    path: `/${network.replace(/[\\/]/g, ' ')} (summary)`,
    query: JSON.stringify({ notebook: notebook.toString(), network }),
  });
}

/** Shows networks as text, anew while their notebook is edited. */
export function provideNetworkDocuments(): vscode.Disposable {
  const changed = new vscode.EventEmitter<vscode.Uri>();
  const timers = new Map<string, NodeJS.Timeout>();
  const provider: vscode.TextDocumentContentProvider = {
    onDidChange: changed.event,
    async provideTextDocumentContent(uri) {
      const { notebook, network } = target(uri);
      const document = await vscode.workspace.openTextDocument(vscode.Uri.parse(notebook, true));
      const { networkSummaryText } = await import('./networkSummaryText.ts');
      return networkSummaryText(document.getText(), network);
    },
  };
  const refresh = (edited: vscode.TextDocument) => {
    for (const { uri } of vscode.workspace.textDocuments) {
      if (uri.scheme !== scheme || target(uri).notebook !== edited.uri.toString()) continue;
      const key = uri.toString();
      clearTimeout(timers.get(key));
      timers.set(
        key,
        setTimeout(() => changed.fire(uri), 300),
      );
    }
  };
  return vscode.Disposable.from(
    changed,
    vscode.workspace.registerTextDocumentContentProvider(scheme, provider),
    vscode.workspace.onDidChangeTextDocument(({ document }) => {
      if (document.uri.scheme !== scheme) refresh(document);
    }),
    { dispose: () => timers.forEach(timer => clearTimeout(timer)) },
  );
}

function target(uri: vscode.Uri): { readonly notebook: string; readonly network: string } {
  return JSON.parse(uri.query) as { notebook: string; network: string };
}
