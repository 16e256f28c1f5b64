// `npm run gpu-check`: builds, then checks and measures on a machine with an NVIDIA GPU. What it does and
// its options: test/gpu/main.ts and docs/gpu-check.md.
import { createReport } from './setup/report.mjs';
import { node } from './setup/process.mjs';
import { buildBundles, bundlePrograms, checkNode, installPackages } from './setup/project.mjs';

// Standard error: the table stands alone on standard output.
const report = createReport(text => process.stderr.write(`${text}\n`));
const PROGRAMS = ['gpu/main', 'gpu/parts/agree', 'gpu/parts/parity', 'bench/ours'];

async function main(args) {
  const ready =
    (await report.step('Node', checkNode)) &&
    (await report.step('packages', installPackages)) &&
    (await report.step('build', buildBundles)) &&
    (await report.step('bundle the check', () =>
      bundlePrograms(
        PROGRAMS.map(name => `test/${name}.ts`),
        'out/gpu-check',
      ),
    ));
  if (!ready) return 1;
  return node('out/gpu-check/main.js', args, { show: true }).then(
    () => 0,
    error => error.code ?? 1,
  );
}

process.exitCode = await main(process.argv.slice(2));
