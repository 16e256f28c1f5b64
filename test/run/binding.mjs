// `npm run binding`: builds the binding that is shipped for this platform anew; see
// media/native/README.md. `npm run binding -- --from FOLDER` takes TensorFlow's wheel from there.
import { node } from './setup/process.mjs';
import { bundlePrograms } from './setup/project.mjs';

const OUT = 'out/binding';
await bundlePrograms(['test/run/buildBinding.ts'], OUT);
await node(`${OUT}/buildBinding.js`, process.argv.slice(2), { show: true }).catch(error => {
  process.exitCode = error.code ?? 1;
});
