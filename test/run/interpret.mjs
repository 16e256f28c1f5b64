// `npm run interpret`: bundles and runs test/interpreter/main.ts with these arguments.
import { node } from './setup/process.mjs';
import { bundlePrograms } from './setup/project.mjs';

const OUT = 'out/interpret';
await bundlePrograms(['test/interpreter/main.ts'], OUT);
process.exitCode = await node(`${OUT}/main.js`, process.argv.slice(2), { show: true }).then(
  () => 0,
  error => error.code ?? 1,
);
