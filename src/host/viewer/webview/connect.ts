import * as vscode from 'vscode';
import type { RunCatalog } from '../../data/index.ts';
import type { Following } from '../following.ts';
import { page, resourceRoot } from '../../pages/index.ts';
import { PageSession, type SessionOptions } from './session.ts';

/** More runs than these are not drawn. */
const mostShown = 50;

export interface PageOptions {
  readonly extension: vscode.Uri;
  readonly runs: RunCatalog;
  readonly following: Following;
  readonly session: SessionOptions;
}

/** A view or a panel. */
export interface Place {
  readonly webview: vscode.Webview;
  readonly isVisible: () => boolean;
  readonly onDidChangeVisibility: vscode.Event<unknown>;
  readonly onDidDispose: vscode.Event<void>;
}

/** What a page shows: ids of runs, and news when they are others. */
export interface Shown {
  readonly ids: () => readonly string[];
  readonly onDidChange?: vscode.Event<unknown>;
}

/** Pages of the bundle `runs`. */
export type RunPage = 'details' | 'comparison';

/** Fills a view with a page and keeps it up to date while it can be seen; hidden it costs nothing. */
export function connectPage(part: RunPage, place: Place, shown: Shown, options: PageOptions): void {
  const { runs, following, extension } = options;
  const { webview } = place;
  const session = new PageSession(webview, options.session);
  let followed: { dispose(): void } | undefined;
  const show = () => {
    if (!place.isVisible()) return;
    const ids = shown.ids();
    session.show(runs.chart(ids.slice(0, mostShown)), ids.length);
  };
  const look = () => {
    followed?.dispose();
    followed = place.isVisible() ? following.follow() : undefined;
    if (place.isVisible()) show();
    else session.reset();
  };
  const listening = runs.onChange(show);
  const listeners = [
    place.onDidChangeVisibility(look),
    vscode.workspace.onDidGrantWorkspaceTrust(() => session.tellTrust()),
    ...(shown.onDidChange === undefined ? [] : [shown.onDidChange(show)]),
  ];
  place.onDidDispose(() => {
    for (const listener of listeners) listener.dispose();
    listening.close();
    followed?.dispose();
    session.dispose();
  });
  webview.options = { enableScripts: true, localResourceRoots: [resourceRoot(extension)] };
  webview.html = page(webview, extension, 'runs', part);
  look();
}
