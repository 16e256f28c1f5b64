import * as vscode from 'vscode';
import { UserError } from '../../base/index.ts';
import type { Host } from '../host.ts';
import { complain } from '../say.ts';

/** Arguments come from menus, code lenses and keybindings of the user: each command checks its own. */
type Handler = (host: Host, ...args: readonly unknown[]) => Promise<unknown>;

/** Each is loaded when it is first called: most windows call few. */
const handlers: Readonly<Record<string, Handler>> = {
  newNotebook: async (host, sample) => (await import('./newNotebook.ts')).newNotebook(host, sample),
  runCell: async (host, uri, name) => (await import('./runCell.ts')).runCell(host, uri, name),
  runAll: async (host, uri) => (await import('./runCell.ts')).runAll(host, uri),
  runNext: async (host, run) => (await import('./runNext.ts')).runNext(host, run),
  check: async (host, uri) => (await import('./check.ts')).checkCommand(host, uri),
  showNetwork: async (host, uri, name) =>
    (await import('./showNetwork.ts')).showNetwork(host, uri, name),
  setUpEngine: async host => (await import('./setUpEngine.ts')).setUpEngine(host),
  getDataSet: async (host, name) => (await import('./getDataSet.ts')).getDataSet(host, name),
  stopRun: async (host, folder) => (await import('./runs.ts')).stopRunCommand(host, folder),
  stopCell: async (host, uri, name) => (await import('./runs.ts')).stopCell(host, uri, name),
  resumeRun: async (host, run) => (await import('./resumeRun.ts')).resumeRunCommand(host, run),
  revealRun: async (host, folder) => (await import('./runs.ts')).revealRun(host, folder),
  manageRun: async host => (await import('./runs.ts')).manageRun(host),
  showRunLog: async (host, folder) => (await import('./runs.ts')).showRunLog(host, folder),
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
  return vscode.commands.registerCommand(`residualLab.${name}`, async (...args: unknown[]) => {
    try {
      return await handler(...args);
    } catch (error) {
      void tellError(host, name, error);
      return undefined;
    }
  });
}

/** Shows what went wrong, and what can be done. */
export async function tellError(host: Host, command: string, error: unknown): Promise<void> {
  if (error instanceof UserError) {
    host.log.warn(`${command}: ${error.message} (${error.code})`);
    const log = 'Show log';
    const chosen = await complain(error.message, log);
    if (chosen === log) host.log.show();
    return;
  }
  host.log.error(error instanceof Error ? error : String(error));
  const report = 'Report a problem';
  const text = error instanceof Error ? error.message : String(error);
  const chosen = await complain(`Residual Lab made a mistake: ${text}`, report);
  if (chosen === report) await vscode.commands.executeCommand('residualLab.reportProblem');
}
