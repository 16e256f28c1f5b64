import type * as vscode from 'vscode';
import type { RunView } from '../../protocol/index.ts';

/** The runs that the viewer shows. */
export interface RunSource {
  /** As last read; empty before the first reading. */
  readonly runs: readonly RunView[];
  /** The stores were read once. */
  readonly isRead: boolean;
  readonly onDidChange: vscode.Event<void>;
  /** Keeps the list up to date until disposed; nothing is looked at while nobody follows. */
  follow(): vscode.Disposable;
  /** The folder of a run; undefined where it is not known (any more). */
  folderOf(run: string): string | undefined;
  /** Tags and note of a run as they are to be from now on. */
  annotate(
    run: string,
    value: { readonly tags: readonly string[]; readonly note: string },
  ): Promise<void>;
}
