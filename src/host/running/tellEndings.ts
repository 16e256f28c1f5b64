import * as vscode from 'vscode';
import { describeRun } from '../../record/index.ts';
import type { Run } from '../../store/index.ts';
import { attempt } from '../attempt.ts';
import type { Host } from '../host.ts';
import { missingData } from './missingData.ts';
import { OpenMessages } from './openMessages.ts';
import { endingText } from './progressText.ts';
import { showRunLog } from '../operations/showFiles.ts';
import { complain, flash, inform } from '../say.ts';

/** Milliseconds from which a run is long enough to be waited for elsewhere. */
const longMs = 30_000;
const statusMs = 10_000;

/** Where runs are listed. */
interface ShowsRuns {
  show(run: string): Promise<void>;
}

/**
 * Says how runs end: shortly in the status bar; in a notification where a long one ends while the
 * window is not looked at, and where one failed.
 */
export function tellEndings(host: Host, shows: ShowsRuns): vscode.Disposable {
  const open = new OpenMessages();
  const heard = host.runs.onDidEnd(run => void tellEnding(host, shows, run, open));
  return { dispose: () => heard.close() };
}

async function tellEnding(
  host: Host,
  shows: ShowsRuns,
  run: Run,
  open: OpenMessages,
): Promise<void> {
  const text = endingText(run, 1);
  const isElsewhere = !vscode.window.state.focused && lastedMs(run) > longMs;
  if (!isProblem(run) && !isElsewhere) {
    flash(text, statusMs);
    return;
  }
  const [show, log] = ['Show in runs', 'Show log'];
  const data = missingData(run);
  const get = `Get ${data ?? ''}`;
  const { notebook, cell } = run.request;
  const chosen = isProblem(run)
    ? await open.show(JSON.stringify([notebook, cell.name, describeRun(run)]), () =>
        complain(text, ...(data === null ? [] : [get]), log, show),
      )
    : await inform(text, show);
  if (chosen === show) await shows.show(run.id);
  if (chosen === log) await attempt(host, 'showLog', () => showRunLog(run.folder));
  if (chosen === get) await vscode.commands.executeCommand('residualLab.getDataSet', data);
}

/** From when its process took it; a clock that was set back gives 0. */
function lastedMs({ process, request, ending }: Run): number {
  const began = Date.parse(process?.started ?? request.created);
  return Math.max(0, Date.parse(ending?.time ?? '') - began) || 0;
}

function isProblem({ ending }: Run): boolean {
  return ending === null || !['finished', 'stopped'].includes(ending.ending);
}
