// `npm run bench`: sets up, then measures. Arguments go to the benchmark: `npm run bench -- --json FILE`.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { installEditor, prepareBrowser } from './setup/editor.mjs';
import { createReport } from './setup/report.mjs';
import { node, root } from './setup/process.mjs';
import {
  buildBundles,
  bundlePrograms,
  checkNode,
  installEngine,
  installPackages,
} from './setup/project.mjs';

// Standard error: the benchmark's own output stays clean.
const report = createReport(text => process.stderr.write(`${text}\n`));
const OUT = 'out/bench';

async function main(args) {
  const programs = readdirSync(join(root, 'test/bench')).filter(name => name.endsWith('.ts'));
  const ready =
    (await report.step('Node', checkNode)) &&
    (await report.step('packages', installPackages)) &&
    (await report.step('build', buildBundles)) &&
    (await report.step('bundle the benchmark', () =>
      bundlePrograms(
        programs.map(name => `test/bench/${name}`),
        OUT,
      ),
    ));
  if (!ready) return 1;
  await report.step('TensorFlow runtime', installEngine);
  if (args.join(' ').includes('--only editor')) return benchInEditor(args);
  return node(`${OUT}/main.js`, args, { show: true }).then(
    () => 0,
    error => error.code ?? 1,
  );
}

async function benchInEditor(args) {
  const ready =
    (await report.step('browser', prepareBrowser)) && (await report.step('editor', installEditor));
  if (!ready) return 1;
  const { benchEditor } = await import('../bench/editor.mjs');
  const json = args[args.indexOf('--json') + 1];
  await benchEditor({ log: console.log, json: args.includes('--json') ? json : undefined });
  return 0;
}

process.exitCode = await main(process.argv.slice(2));
