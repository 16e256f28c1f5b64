import * as vscode from 'vscode';
import { UserError } from '../base/index.ts';
import type { Host } from './host.ts';
import { complain } from './say.ts';

/** Does what somebody asked for; what goes wrong is told, and then there is no result. */
export async function attempt<T>(
  host: Pick<Host, 'log'>,
  what: string,
  work: () => Promise<T>,
): Promise<T | undefined> {
  try {
    return await work();
  } catch (error) {
    void tellError(host, what, error);
    return undefined;
  }
}

/** Shows what went wrong, and what can be done. */
export async function tellError(
  { log }: Pick<Host, 'log'>,
  what: string,
  error: unknown,
): Promise<void> {
  if (error instanceof UserError) {
    log.warn(`${what}: ${error.message} (${error.code})`);
    const show = 'Show log';
    const chosen = await complain(error.message, show);
    if (chosen === show) log.show();
    return;
  }
  log.error(error instanceof Error ? error : String(error));
  const report = 'Report a problem';
  const text = error instanceof Error ? error.message : String(error);
  const chosen = await complain(`Residual Lab made a mistake: ${text}`, report);
  if (chosen === report) await vscode.commands.executeCommand('residualLab.reportProblem');
}
