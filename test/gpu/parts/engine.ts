import path from 'node:path';
import { runProgram } from '../programs.ts';
import type { Part } from '../runner.ts';
import type { Setting } from '../setting.ts';

interface Info {
  readonly engine: string;
  readonly reason: string;
  readonly device: string;
  /** Whether it computes on a GPU. */
  readonly gpu: boolean;
  readonly problem: string | null;
  readonly checks: readonly { readonly name: string; readonly ok: boolean }[];
}

/** `engine info`: is it TensorFlow, on the device that it should be on, and does it compute right? */
export function enginePart(setting: Setting): Part {
  return {
    name: 'engine',
    plan: 'reslab engine info: TensorFlow loads, takes the GPU, and its small proof is right.',
    limit: 60,
    async run({ signal, found }) {
      const script = path.join(setting.app, 'dist/engine.js');
      const { env } = setting;
      const { stdout, stderr } = await runProgram(process.execPath, [script, 'info', '--json'], {
        env,
        signal,
      });
      if (!stdout.trimStart().startsWith('{'))
        throw new Error(stderr || 'engine info said nothing');
      const info = JSON.parse(stdout) as Info;
      const onDevice = setting.mode === 'cpu' || info.gpu;
      const right = info.checks.length > 0 && info.checks.every(({ ok }) => ok);
      found({
        name: info.engine,
        ok: info.engine === 'tensorflow' && onDevice && right,
        text: `${info.device}; ${info.reason}${info.problem === null ? '' : `; ${info.problem}`}`,
        values: { info },
      });
    },
  };
}
