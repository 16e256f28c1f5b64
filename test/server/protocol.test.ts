import { type ChildProcess, spawn } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  createProtocolConnection,
  type Diagnostic,
  type ProtocolConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver-protocol/node';
import { bundleProgram } from '../support/bundleProgram.ts';

const uri = 'untitled:Untitled-1.resnet.yaml';
const network = 'network: small\nstages: [{blocks: 2, filters: 8}]\n';

interface Published {
  readonly uri: string;
  readonly version?: number;
  readonly diagnostics: readonly Diagnostic[];
}

describe('the bundled server over stdio', () => {
  let server: ChildProcess;
  let client: ProtocolConnection;
  const published: Published[] = [];
  let news = () => {};

  /** The diagnostics of this version, once they come. */
  const diagnosticsOf = async (version: number): Promise<Published> => {
    for (;;) {
      const found = published.find(p => p.version === version);
      if (found !== undefined) return found;
      await new Promise<void>(resolve => (news = resolve));
    }
  };
  const exited = () => new Promise<number | null>(resolve => server.once('exit', resolve));

  beforeAll(async () => {
    const bundle = await bundleProgram('src/server/main.ts', 'server');
    server = spawn(process.execPath, [bundle, '--stdio'], { stdio: ['pipe', 'pipe', 'inherit'] });
    if (server.stdout === null || server.stdin === null) throw new Error('no pipes');
    client = createProtocolConnection(
      new StreamMessageReader(server.stdout),
      new StreamMessageWriter(server.stdin),
    );
    client.onNotification('textDocument/publishDiagnostics', (p: Published) => {
      published.push(p);
      news();
    });
    client.listen();
  });

  afterAll(() => {
    client.dispose();
    server.kill('SIGKILL');
  });

  it('initialises, follows edits, checks, completes and shuts down', async () => {
    const { capabilities } = await client.sendRequest<{ capabilities: Record<string, unknown> }>(
      'initialize',
      { processId: process.pid, rootUri: null, capabilities: {} },
    );
    expect(capabilities).toMatchObject({ textDocumentSync: { change: 2 }, hoverProvider: true });
    await client.sendNotification('initialized', {});

    await client.sendNotification('textDocument/didOpen', {
      textDocument: {
        uri,
        languageId: 'resnet-notebook',
        version: 1,
        text: `${network}shortcut: pda\n`,
      },
    });
    const first = await diagnosticsOf(1);
    expect(first.diagnostics).toMatchObject([
      { code: 'value.type', severity: 1, range: { start: { line: 2, character: 10 } } },
    ]);

    // Only what changed is sent: `pda` becomes `pad`.
    await client.sendNotification('textDocument/didChange', {
      textDocument: { uri, version: 2 },
      contentChanges: [
        {
          range: { start: { line: 2, character: 11 }, end: { line: 2, character: 13 } },
          text: 'ad',
        },
      ],
    });
    expect((await diagnosticsOf(2)).diagnostics).toEqual([]);

    const completed = await client.sendRequest<{ items: { label: string }[] }>(
      'textDocument/completion',
      { textDocument: { uri }, position: { line: 2, character: 10 } },
    );
    expect(completed.items.map(i => i.label)).toEqual(
      expect.arrayContaining(['pad', 'projection', 'none']),
    );

    // How many of many changes are checked depends on how fast they come; the last one is, and no older one after it.
    for (let version = 3; version <= 12; version++)
      await client.sendNotification('textDocument/didChange', {
        textDocument: { uri, version },
        contentChanges: [{ text: `${network}step: ${version}\n` }],
      });
    await diagnosticsOf(12);
    const versions = published.map(p => p.version ?? 0);
    expect(versions).toEqual([...new Set(versions)].sort((a, b) => a - b));
    expect([versions.slice(0, 2), versions.at(-1)]).toEqual([[1, 2], 12]);

    await expect(
      client.sendRequest('textDocument/rename', {
        textDocument: { uri },
        position: { line: 0, character: 10 },
        newName: '',
      }),
    ).rejects.toThrow(/needs a name/);

    await client.sendNotification('textDocument/didClose', { textDocument: { uri } });
    await client.sendRequest('shutdown');
    const end = exited();
    await client.sendNotification('exit');
    expect(await end).toBe(0);
  });
});
