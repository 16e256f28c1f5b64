// `npm run torture`: builds, then does random harm to runs; see test/torture/main.ts for its options.
import { node } from './setup/process.mjs';
import { buildBundles, bundlePrograms } from './setup/project.mjs';

const OUT = 'out/torture';

await buildBundles();
await bundlePrograms(['test/torture/main.ts'], OUT);
process.exitCode = await node(`${OUT}/main.js`, process.argv.slice(2), { show: true }).then(
  () => 0,
  error => error.code ?? 1,
);
