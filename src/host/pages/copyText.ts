import * as vscode from 'vscode';

/** Puts a text of a view on the clipboard, where its page may not. */
export async function copyText({ text }: { readonly text: string }): Promise<object> {
  await vscode.env.clipboard.writeText(text);
  return {};
}
