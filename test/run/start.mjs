// `npm start`: sets up what is needed and opens VS Code with the extension on the examples, the first
// of them as a notebook. `npm start -- --terminal` trains that sample in the terminal instead.
import { spawnSync } from 'node:child_process';
import { installEditor } from './setup/editor.mjs';
import { createReport } from './setup/report.mjs';
import { whenEnded } from './setup/lifeline.mjs';
import { endPrograms, node } from './setup/process.mjs';
import {
  buildBundles,
  checkNode,
  engineInfo,
  installEngine,
  installPackages,
} from './setup/project.mjs';

const SAMPLE = 'examples/first.resnet.yaml';
const report = createReport();

async function main(args) {
  const inTerminal = args.includes('--terminal');
  const rest = args.filter(arg => arg !== '--terminal');
  const ready =
    (await report.step('Node', checkNode)) &&
    (await report.step('packages', installPackages)) &&
    (await report.step('build', buildBundles));
  if (!ready) return 1;
  if (!(await report.step('TensorFlow runtime', installEngine))) {
    const { engine } = await engineInfo();
    report.print(`Training uses the slower fallback "${engine}" instead.`);
  }
  if (inTerminal) return show('dist/cli.js', ['run', SAMPLE, ...rest]);
  if (hasCode()) report.print('> editor\n  ok: the installed VS Code');
  else await report.step('editor', installEditor);
  return show('test/vscode/open.mjs', rest);
}

function hasCode() {
  const windows = process.platform === 'win32';
  const { status } = spawnSync(windows ? 'code.cmd' : 'code', ['--version'], { shell: windows });
  return status === 0;
}

function show(script, args) {
  return node(script, args, { show: true }).then(
    () => 0,
    error => error.code ?? 1,
  );
}

whenEnded(endPrograms);
process.exitCode = await main(process.argv.slice(2));
