// `npm start`: sets up what is needed and trains the bundled sample in the terminal.
import { createReport } from './setup/report.mjs';
import { node } from './setup/process.mjs';
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
  const ready =
    (await report.step('Node', checkNode)) &&
    (await report.step('packages', installPackages)) &&
    (await report.step('build', buildBundles));
  if (!ready) return 1;
  if (!(await report.step('TensorFlow runtime', installEngine))) {
    const { engine } = await engineInfo();
    report.print(`The sample trains with the slower fallback "${engine}" instead.`);
  }
  report.print(`> reslab run ${SAMPLE}`);
  return node('dist/cli.js', ['run', SAMPLE, ...args], { show: true }).then(
    () => 0,
    error => error.code ?? 1,
  );
}

process.exitCode = await main(process.argv.slice(2));
