import { readFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import * as vscode from 'vscode';
import { homeFolder, runTool, withoutDebugger } from '../../system/index.ts';
import { findNode } from '../findNode.ts';
import type { Host } from '../host.ts';
import { readSettings } from '../settings.ts';
import { formatReport } from './formatReport.ts';
import { inform, withProgress } from '../say.ts';

const logLines = 60;

/** Copies what somebody who is to help needs to know, and shows it, so that nothing is sent unread. */
export async function reportProblem(host: Host): Promise<void> {
  const report = await withProgress('Collecting the report', () => makeReport(host));
  await vscode.env.clipboard.writeText(report);
  const open = 'Read it';
  const chosen = await inform(
    'A report of versions, settings, engine and log was copied to the clipboard. Nothing was sent.',
    open,
  );
  if (chosen !== open) return;
  const document = await vscode.workspace.openTextDocument({
    language: 'markdown',
    content: report,
  });
  await vscode.window.showTextDocument(document);
}

async function makeReport(host: Host): Promise<string> {
  const { engineScript, version, runs } = host;
  const { environment, ...settings } = readSettings();
  const isTrusted = vscode.workspace.isTrusted;
  const node = isTrusted
    ? await findNode(settings.nodePath).catch((error: unknown) => String(error))
    : 'not looked for: Restricted Mode';
  const engine =
    typeof node === 'string'
      ? isTrusted
        ? 'not asked: no Node.js'
        : 'not asked: Restricted Mode'
      : await engineInfo(node.path, engineScript);
  return formatReport(
    {
      facts: {
        'Residual Lab': version,
        'VS Code': `${vscode.version} (${vscode.env.appName}, ${vscode.env.remoteName ?? 'local'})`,
        System: `${os.type()} ${os.release()} ${os.arch()}`,
        'Node.js': typeof node === 'string' ? node : `${node.version} at ${node.path}`,
        Workspace: vscode.workspace.isTrusted ? 'trusted' : 'Restricted Mode',
        'Running now': String(runs.active.length),
        // Values may be secret.
        Settings: JSON.stringify({ ...settings, environment: Object.keys(environment) }),
      },
      engine,
      log: await lastLines(host),
    },
    homeFolder() ?? '',
  );
}

async function engineInfo(node: string, engineScript: string): Promise<string> {
  const args = [...withoutDebugger, engineScript, 'info'];
  const found = await runTool(node, args, { timeLimitMs: 60_000 });
  return found.stdout || found.stderr || `no answer (${found.failure ?? found.code})`;
}

/** VS Code writes the channel into the log folder of the extension. */
async function lastLines({ context, log }: Host): Promise<string> {
  const file = path.join(context.logUri.fsPath, `${log.name}.log`);
  const text = await readFile(file, 'utf8').catch(() => '');
  return text.trimEnd().split('\n').slice(-logLines).join('\n');
}
