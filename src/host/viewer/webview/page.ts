import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';

export type RunPage = 'details' | 'comparison';

/** Where the page may load files from: its own bundle and nothing else. */
export function pageRoots(extension: vscode.Uri): vscode.Uri[] {
  return [vscode.Uri.joinPath(extension, 'dist', 'webview')];
}

/** The page of the run viewer. No data is in it: all that it shows comes by messages. */
export function pageHtml(webview: vscode.Webview, extension: vscode.Uri, page: RunPage): string {
  const nonce = randomBytes(16).toString('base64');
  const file = (name: string) =>
    webview.asWebviewUri(vscode.Uri.joinPath(extension, 'dist', 'webview', name)).toString();
  const policy = [
    "default-src 'none'",
    `script-src 'nonce-${nonce}'`,
    `style-src ${webview.cspSource}`,
    `font-src ${webview.cspSource}`,
  ].join('; ');
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Residual Lab</title>
<link rel="stylesheet" href="${file('runs.css')}">
</head>
<body data-page="${page}">
<script type="module" nonce="${nonce}" src="${file('runs.js')}"></script>
</body>
</html>
`;
}
