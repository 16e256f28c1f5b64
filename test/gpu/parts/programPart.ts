import path from 'node:path';
import { jsonLines, mustRun } from '../programs.ts';
import { Lacks, type Finding, type Part } from '../runner.ts';
import type { Setting } from '../setting.ts';

/** A part that is a program of its own, since a process loads TensorFlow once: each line of it is a finding. */
function programPart(
  setting: Setting,
  {
    program,
    args = [],
    ...part
  }: Omit<Part, 'run'> & { program: string; args?: readonly string[] },
): Part {
  return {
    ...part,
    async run({ signal, found }) {
      const script = path.join(setting.app, 'out/gpu-check', program);
      const options = { env: setting.env, signal, cwd: setting.app };
      const { stdout } = await mustRun(process.execPath, [script, ...args], options);
      const findings = jsonLines(stdout) as unknown as readonly Finding[];
      if (findings.length === 0) throw new Error('it found nothing');
      findings.forEach(found);
    },
  };
}

export function agreePart(setting: Setting): Part {
  return programPart(setting, {
    name: 'engines agree',
    plan: 'loss, gradients, statistics and norms of every family of networks, against plain JavaScript, to 1e-4.',
    limit: setting.mode === 'gpu' ? 90 : 240,
    program: 'agree.js',
  });
}

export function parityPart(setting: Setting): Part {
  const part = programPart(setting, {
    name: 'PyTorch parity',
    plan: 'the losses of twenty training steps of three networks are those of PyTorch to 1e-3, where a Python has torch.',
    limit: setting.mode === 'gpu' ? 80 : 240,
    program: 'parity.js',
    args: [setting.mode === 'gpu' ? 'cuda' : 'cpu'],
  });
  const run: Part['run'] = context => {
    if (setting.torch === null)
      throw new Lacks('no Python with torch and NumPy (RESIDUAL_LAB_PYTHON)');
    return part.run(context);
  };
  return { ...part, run };
}
