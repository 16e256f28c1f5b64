import * as vscode from 'vscode';
import { UserError } from '../../base/index.ts';
import type { Host } from '../host.ts';
import { checkCommand } from './check.ts';
import { newNotebook } from './newNotebook.ts';
import { reportProblem } from './reportProblem.ts';
import { resumeRunCommand } from './resumeRun.ts';
import { runAll, runCell } from './runCell.ts';
import { runNext } from './runNext.ts';
import { manageRun, openResults, revealRun, showRunLog, stopCell, stopRunCommand } from './runs.ts';
import { setUpEngine } from './setUpEngine.ts';
import { showNetwork } from './showNetwork.ts';

/** Arguments come from menus, code lenses and keybindings of the user: each command checks its own. */
type Handler = (host: Host, ...args: readonly unknown[]) => Promise<unknown>;

const handlers: Readonly<Record<string, Handler>> = {
  newNotebook,
  runCell,
  runAll,
  runNext,
  check: checkCommand,
  showNetwork,
  setUpEngine,
  stopRun: stopRunCommand,
  stopCell,
  resumeRun: resumeRunCommand,
  revealRun,
  openResults,
  manageRun,
  showRunLog,
  reportProblem,
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
    const chosen = await vscode.window.showErrorMessage(error.message, log);
    if (chosen === log) host.log.show();
    return;
  }
  host.log.error(error instanceof Error ? error : String(error));
  const report = 'Report a problem';
  const text = error instanceof Error ? error.message : String(error);
  const chosen = await vscode.window.showErrorMessage(
    `Residual Lab made a mistake: ${text}`,
    report,
  );
  if (chosen === report) await vscode.commands.executeCommand('residualLab.reportProblem');
}
