import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { beforeAll, describe, expect, it } from 'vitest';
import { withoutDebugger } from '../../src/system/index.ts';
import { bundleProgram } from '../support/bundleProgram.ts';

// Node answers SIGUSR1 by opening its debugger, where any user of the machine can run code as us.
describe.skipIf(process.platform === 'win32')('the debugger of a process of ours', () => {
  let program: string;
  beforeAll(async () => {
    program = await bundleProgram('test/support/shutProgram.ts', 'shutProgram');
  });

  /** Sends SIGUSR1 after this many milliseconds, or (-1) once it is ready; what the process printed, and how it ended. */
  async function signalled(afterMs: number, args: readonly string[], mode: string) {
    // A signal that came before it listened is never heard.
    const patienceMs = afterMs < 0 ? 120_000 : 500;
    const child = spawn(process.execPath, [...args, program, mode, String(patienceMs)]);
    let text = '';
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk: Buffer) => (text += chunk.toString()));
    if (afterMs < 0) await once(child.stdout, 'data');
    else await new Promise(resolve => setTimeout(resolve, afterMs));
    child.kill('SIGUSR1');
    const [code, signal] = (await once(child, 'close')) as [number | null, string | null];
    return { text, how: signal ?? code };
  }

  it('stays shut at SIGUSR1, which is heard', async () => {
    const { text, how } = await signalled(-1, withoutDebugger, 'listen');
    expect(text).toContain('heard SIGUSR1, debugger undefined');
    expect(how).toBe(0);
  });

  it('stays shut where nobody listens, and the signal ends the process', async () => {
    expect((await signalled(-1, withoutDebugger, '')).how).toBe(138);
    expect((await signalled(-1, [], '')).how).toBe(138);
  });

  it('does not open at any moment of the start', async () => {
    for (let ms = 0; ms < 60; ms += 6) {
      const { text } = await signalled(ms, withoutDebugger, 'listen');
      expect(text).not.toContain('Debugger listening');
      expect(text).not.toContain('debugger ws:');
    }
  });

  it('is closed where it was opened before us', async () => {
    const { text } = await signalled(-1, [], 'opened before');
    expect(text).toContain('before: open, after: shut');
    expect(text).toContain('heard now');
  });
});
