import type * as vscode from 'vscode';
import type { Port } from '../../protocol/index.ts';

/** The host's end of the wire to a page. */
export function portOf(webview: vscode.Webview): Port {
  return {
    post: message => void webview.postMessage(message),
    listen: onMessage => {
      const listener = webview.onDidReceiveMessage(onMessage);
      return () => {
        listener.dispose();
      };
    },
  };
}
