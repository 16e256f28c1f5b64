// `npm test`: sets up what this machine allows, runs every check, and counts. The last line is
// "N passed, N failed, N skipped". Arguments go to vitest, e.g. `npm test -- test/network`.
import { driveEditor, installEditor, prepareBrowser } from './setup/editor.mjs';
import { createReport } from './setup/report.mjs';
import { node } from './setup/process.mjs';
import { buildBundles, checkNode, installEngine, installPackages } from './setup/project.mjs';
import { packageExtension } from './setup/package.mjs';
import { preparePython } from './setup/python.mjs';
import { runTests } from './setup/vitest.mjs';

const report = createReport();

async function main(args) {
  const ready =
    (await report.step('Node', checkNode)) &&
    (await report.step('packages', installPackages)) &&
    (await report.step('build', buildBundles));
  if (!ready) return report.close();
  await report.step('TensorFlow runtime', installEngine);
  await report.step('Python', preparePython);
  await report.step('types', async () => {
    for (const project of ['.', 'webview', 'test/webview'])
      await node('node_modules/typescript/bin/tsc', ['--noEmit', '-p', project]);
  });
  await report.step('lint', tool('eslint/bin/eslint.js', '--max-warnings', '0', '.'));
  await report.step('format', tool('prettier/bin/prettier.cjs', '--check', '.'));
  const hasBrowser = await report.step('browser', prepareBrowser);
  const hasEditor = await report.step('editor', installEditor);
  await report.step('package', packageExtension);
  await runTests(report, args);
  if (args.length > 0) report.skip('in the real editor', 'only some tests were asked for');
  else if (hasBrowser && hasEditor) await driveEditor(report);
  else report.skip('in the real editor', 'it needs the editor and a browser; see above');
  return report.close();
}

const tool =
  (script, ...args) =>
  async () => {
    await node(`node_modules/${script}`, args);
  };

process.exitCode = await main(process.argv.slice(2));
