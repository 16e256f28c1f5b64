import * as vscode from 'vscode';
import { attempt } from '../attempt.ts';
import type { Host } from '../host.ts';

/** Arguments come from menus, code lenses and keybindings of the user: each command checks its own. */
type Handler = (host: Host, ...args: readonly unknown[]) => Promise<unknown>;

/** Each is loaded when it is first called: most windows call few. */
const handlers: Readonly<Record<string, Handler>> = {
  newNotebook: async (host, sample) => (await import('./newNotebook.ts')).newNotebook(host, sample),
  runCell: async (host, uri, name) => (await import('./runCell.ts')).runCell(host, uri, name),
  runAll: async (host, uri) => (await import('./runCell.ts')).runAll(host, uri),
  runNext: async (host, run) => (await import('./runs.ts')).runNextCommand(host, run),
  check: async (host, uri) => (await import('./check.ts')).checkCommand(host, uri),
  showNetwork: async (host, uri, name) =>
    (await import('./showNetwork.ts')).showNetwork(host, uri, name),
  setUpEngine: async host => (await import('./setUpEngine.ts')).setUpEngine(host),
  getDataSet: async (host, name) => (await import('./getDataSet.ts')).getDataSet(host, name),
  stopRun: async (host, run) => (await import('./runs.ts')).stopRunCommand(host, run),
  stopCell: async (host, uri, name) => (await import('./runs.ts')).stopCell(host, uri, name),
  resumeRun: async (host, run) => (await import('./runs.ts')).resumeRunCommand(host, run),
  revealRun: async (host, run) => (await import('./runs.ts')).revealRunCommand(host, run),
  manageRun: async host => (await import('./runs.ts')).manageRun(host),
  showRunLog: async (host, run) => (await import('./runs.ts')).showRunLogCommand(host, run),
  reportProblem: async host => (await import('./reportProblem.ts')).reportProblem(host),
  showLog: host => Promise.resolve(host.log.show()),
};

export function registerCommands(host: Host): vscode.Disposable {
  return vscode.Disposable.from(
    ...Object.entries(handlers).map(([name, handler]) =>
      registerCommand(host, name, (...args) => handler(host, ...args)),
    ),
  );
}

/** A command `residualLab.NAME` whose errors are told. */
export function registerCommand(
  host: Host,
  name: string,
  handler: (...args: readonly unknown[]) => Promise<unknown>,
): vscode.Disposable {
  return vscode.commands.registerCommand(`residualLab.${name}`, (...args: unknown[]) =>
    attempt(host, name, () => handler(...args)),
  );
}
