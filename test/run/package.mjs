// `npm run package`: builds the extension and packs it into out/residual-lab.vsix.
import { installEditor } from './setup/editor.mjs';
import { packageExtension } from './setup/package.mjs';
import { buildBundles, checkNode, installPackages } from './setup/project.mjs';
import { createReport } from './setup/report.mjs';

const report = createReport();
for (const [name, step] of [
  ['Node', checkNode],
  ['packages', installPackages],
  ['build', buildBundles],
  ['editor, for its newer Node', installEditor],
  ['package', packageExtension],
])
  if (!(await report.step(name, step))) break;
process.exitCode = report.close();
