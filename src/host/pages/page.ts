import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';

/** Where a view may load files from: its own bundle, nothing else. */
export function resourceRoot(extension: vscode.Uri): vscode.Uri {
  return vscode.Uri.joinPath(extension, 'dist', 'webview');
}

/**
 * The page of a view. It has no data in it: that comes by messages. Only the scripts and styles named
 * here run, and nothing is loaded from anywhere else.
 *
 * @param bundle name of its script and style sheet, a word
 * @param part which page of the bundle, a word
 */
export function page(
  webview: vscode.Webview,
  extension: vscode.Uri,
  bundle: string,
  part = bundle,
): string {
  const nonce = randomBytes(18).toString('base64');
  const file = (name: string) =>
    webview.asWebviewUri(vscode.Uri.joinPath(resourceRoot(extension), name)).toString();
  const policy = [
    "default-src 'none'",
    `script-src 'nonce-${nonce}'`,
    `style-src ${webview.cspSource} 'nonce-${nonce}'`,
    `font-src ${webview.cspSource}`,
    `img-src ${webview.cspSource}`,
  ].join('; ');
  return `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta http-equiv="Content-Security-Policy" content="${policy}" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>Residual Lab</title>
    <link rel="stylesheet" href="${file(`${bundle}.css`)}" />
  </head>
  <body data-page="${part}">
    <script type="module" nonce="${nonce}" src="${file(`${bundle}.js`)}"></script>
  </body>
</html>
`;
}
