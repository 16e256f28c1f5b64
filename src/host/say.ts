import * as vscode from 'vscode';
import { printable } from '../base/index.ts';

/**
 * The one place that shows sentences and asks questions in the editor. Much of what they say comes from
 * files: names, paths, messages of runs. The editor makes a link of `[words](command:...)` in
 * notifications, progress and input boxes, and that link executes, also before a folder is trusted; it
 * draws an icon for `$(name)` in the status bar and in lists. Nothing that passes here does either.
 */

/** The text as it is read, with nothing in it that the editor takes for a link or an icon. */
export function plain(text: string): string {
  const apart = '\u200b';
  return printable(text).replaceAll('](', `]${apart}(`).replaceAll('$(', `$${apart}(`);
}

/** A notification; resolves with the chosen button. */
export function inform<T extends string>(message: string, ...buttons: T[]): Promise<T | undefined> {
  return show(vscode.window.showInformationMessage, message, buttons);
}

export function warn<T extends string>(message: string, ...buttons: T[]): Promise<T | undefined> {
  return show(vscode.window.showWarningMessage, message, buttons);
}

export function complain<T extends string>(
  message: string,
  ...buttons: T[]
): Promise<T | undefined> {
  return show(vscode.window.showErrorMessage, message, buttons);
}

type Notification = (
  message: string,
  ...items: { readonly title: string; readonly button: string }[]
) => Thenable<{ readonly button: string } | undefined>;

async function show<T extends string>(
  notification: Notification,
  message: string,
  buttons: readonly T[],
): Promise<T | undefined> {
  const items = buttons.map(button => ({ title: plain(button), button }));
  return (await notification(plain(message), ...items))?.button as T | undefined;
}

/** A question that must be answered before anything else; false: no. */
export async function confirm(question: string, detail: string, yes: string): Promise<boolean> {
  const options = { modal: true, detail: plain(detail) };
  return (await vscode.window.showWarningMessage(plain(question), options, yes)) === yes;
}

/** A line in the status bar that goes away by itself. */
export function flash(text: string, ms: number): void {
  vscode.window.setStatusBarMessage(plain(text), ms);
}

/** Something to choose. */
export interface Choice {
  /** The name of an icon, shown before the label. */
  readonly icon?: string;
  readonly label: string;
  readonly description?: string;
  readonly detail?: string;
}

/** Lets one of these be chosen. */
export async function choose<T extends Choice>(
  choices: readonly T[],
  { title, ...options }: { placeHolder: string; title?: string; matchOnDetail?: boolean },
): Promise<T | undefined> {
  const items = choices.map(choice => ({
    label: `${choice.icon === undefined ? '' : `$(${choice.icon}) `}${plain(choice.label)}`,
    ...(choice.description === undefined ? {} : { description: plain(choice.description) }),
    ...(choice.detail === undefined ? {} : { detail: plain(choice.detail) }),
    choice,
  }));
  const all = {
    ...options,
    placeHolder: plain(options.placeHolder),
    ...(title === undefined ? {} : { title: plain(title) }),
  };
  return (await vscode.window.showQuickPick(items, all))?.choice;
}

/** Asks for a line of text; undefined: the user does not want to. */
export function askText(options: {
  readonly title: string;
  readonly prompt: string;
  readonly value: string;
}): Thenable<string | undefined> {
  const [title, prompt] = [plain(options.title), plain(options.prompt)];
  return vscode.window.showInputBox({ title, prompt, value: options.value });
}

/** A box for a line of text, for whoever wants to know what is typed as it is. */
export function textBox(options: {
  readonly title: string;
  readonly placeholder: string;
  readonly prompt: string;
  readonly value: string;
}): vscode.InputBox {
  const box = vscode.window.createInputBox();
  box.title = plain(options.title);
  box.placeholder = plain(options.placeholder);
  box.prompt = plain(options.prompt);
  box.value = options.value;
  return box;
}

/** Shows a notification while something is done, with a line of its own that may change. */
export function withProgress<T>(
  title: string,
  work: (report: (line: string) => void, token: vscode.CancellationToken) => Thenable<T>,
  cancellable = false,
): Thenable<T> {
  const location = vscode.ProgressLocation.Notification;
  const options = { location, title: plain(title), cancellable };
  return vscode.window.withProgress(options, (progress, token) =>
    work(line => progress.report({ message: plain(line) }), token),
  );
}

/** The tooltip of a row of a tree: neither trusted nor with icons or HTML. */
export function markdownTooltip(markdown: string): vscode.MarkdownString {
  return new vscode.MarkdownString(markdown);
}

/** An item of the status bar, whose text is an icon and words. */
export interface StatusItem extends vscode.Disposable {
  show(content: {
    readonly icon: string;
    readonly text: string;
    readonly tooltip: string;
    readonly spoken: string;
  }): void;
  hide(): void;
}

export function statusItem(id: string, name: string, command: vscode.Command): StatusItem {
  const item = vscode.window.createStatusBarItem(id, vscode.StatusBarAlignment.Left);
  item.name = name;
  item.command = command;
  return {
    show({ icon, text, tooltip, spoken }) {
      item.text = `$(${icon}) ${plain(text)}`;
      item.tooltip = plain(tooltip);
      item.accessibilityInformation = { label: plain(spoken) };
      item.show();
    },
    hide: () => item.hide(),
    dispose: () => item.dispose(),
  };
}
