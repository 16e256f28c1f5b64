// Opens an editor on a copy of the examples: an installed `code` if there is one, else the editor for
// tests, in the browser. `node test/vscode/open.mjs [--port 3000]`
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { extension, here, missingEditor, startServer } from './start.mjs';

const { values } = parseArgs({ options: { port: { type: 'string', default: '3000' } } });
const folder = path.join(extension, 'examples');

/** A window of the installed editor in which this extension is loaded. */
function openInstalled() {
  const args = [`--extensionDevelopmentPath=${path.resolve(extension)}`, folder];
  const windows = process.platform === 'win32';
  const { status, error } = spawnSync(windows ? 'code.cmd' : 'code', args, {
    stdio: 'inherit',
    shell: windows,
  });
  return error === undefined && status === 0;
}

if (openInstalled()) {
  console.log('Opened the examples in VS Code.');
} else {
  const missing = missingEditor();
  if (missing !== undefined) {
    console.error(`No editor: there is no 'code' on the path, and ${missing}.`);
    process.exit(1);
  }
  const copy = path.join(here, '..', '..', 'out', 'examples');
  fs.cpSync(folder, copy, { recursive: true, force: false });
  const dataDir = path.join(here, '..', '..', 'out', 'editor');
  const server = await startServer({ folder: copy, dataDir, port: Number(values.port) });
  console.log(`The editor is ready: ${server.url}`);
  console.log('Ctrl-C ends it.');
  for (const signal of ['SIGINT', 'SIGTERM'])
    process.on(signal, () => server.stop().then(() => process.exit(0)));
}
