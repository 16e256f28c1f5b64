import { runCli } from '../../../src/cli/program.ts';
import { testIo, type Collected, type TestIo } from './io.ts';

/** Runs a command line in this process; the streams hold what it printed. */
export async function reslab(
  argv: readonly string[],
  io: TestIo = testIo(),
): Promise<{ code: number; stdout: Collected; stderr: Collected }> {
  const code = await runCli(argv, io);
  return { code, stdout: io.stdout, stderr: io.stderr };
}
