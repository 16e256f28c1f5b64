import { spawnSync } from 'node:child_process';

/** The Python that comparisons use, if it has this module: `RESIDUAL_LAB_PYTHON`, else `python3`. */
export function python(module: string): string | undefined {
  const program = process.env['RESIDUAL_LAB_PYTHON'] ?? 'python3';
  const found = spawnSync(program, ['-c', `import ${module}`], { stdio: 'ignore' });
  return found.status === 0 ? program : undefined;
}
