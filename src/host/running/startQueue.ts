import type * as vscode from 'vscode';
import { startDrainer } from '../../runs/index.ts';
import { findNode } from '../findNode.ts';
import type { Host } from '../host.ts';
import { readSettings } from '../settings.ts';

/** Sees to it that what waits in a store runs. Settings are those of this notebook, else of the window. */
export async function startQueue(host: Host, store: string, notebook?: vscode.Uri): Promise<void> {
  const settings = readSettings(notebook);
  const node = await findNode(settings.nodePath);
  await startDrainer({
    store,
    cliScript: host.cliScript,
    node: node.path,
    env: settings.environment,
    args: ['--per-device', String(settings.runsPerDevice)],
  });
  host.log.info(`The queue of ${store} is drained (Node ${node.version})`);
}
