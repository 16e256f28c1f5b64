// Opens an editor on a copy of the examples, the first of them as a notebook: an installed `code` if
// there is one, else the editor for tests, in a browser. `node test/vscode/open.mjs [--port 3000]`
import { spawn, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { URLSearchParams } from 'node:url';
import { parseArgs } from 'node:util';
import { whenEnded } from '../run/setup/lifeline.mjs';
import { extension, missingEditor, startServer } from './start.mjs';

const { values } = parseArgs({ options: { port: { type: 'string', default: '3000' } } });
const out = path.resolve(extension, 'out');
const folder = path.join(out, 'examples');
const first = path.join(folder, 'first.resnet.yaml');
const windows = process.platform === 'win32';

/** What the user changed in the copy stays. */
function copyExamples() {
  fs.cpSync(path.join(extension, 'examples'), folder, { recursive: true, force: false });
  const settings = path.join(folder, '.vscode', 'settings.json');
  if (fs.existsSync(settings)) return;
  fs.mkdirSync(path.dirname(settings), { recursive: true });
  const associations = { '*.resnet.yaml': 'residualLab.notebook' };
  fs.writeFileSync(
    settings,
    JSON.stringify({ 'workbench.editorAssociations': associations }, null, 2),
  );
}

/** A window of the installed editor in which this extension is loaded. */
function openInstalled() {
  const args = [`--extensionDevelopmentPath=${path.resolve(extension)}`, folder, first];
  const { status, error } = spawnSync(windows ? 'code.cmd' : 'code', args, {
    stdio: 'inherit',
    shell: windows,
  });
  return error === undefined && status === 0;
}

async function openInBrowser() {
  const dataDir = path.join(out, 'editor');
  const port = Number(values.port);
  const server = await startServer({ folder, dataDir, port }).catch(error => {
    if (!/EADDRINUSE/.test(error.message)) throw error;
    console.log(`Port ${port} is taken; using another.`);
    return startServer({ folder, dataDir });
  });
  const { host } = new URL(server.url);
  const payload = JSON.stringify([['openFile', `vscode-remote://${host}${first}`]]);
  const url = `${server.url}&${new URLSearchParams({ payload })}`;
  console.log(`The editor is ready. Open this address in a browser on this machine:\n\n  ${url}\n`);
  // An editor that has not seen the extension before may open the file before it knows of notebooks.
  console.log(
    'If it shows the sample as text, the first button at the right of its title opens the notebook.',
  );
  console.log('Ctrl-C ends it. Runs go on without it.');
  showInBrowser(url);
  whenEnded(() => server.stop());
}

/** Where there is a screen. That it does not work is no failure: the address was printed. */
function showInBrowser(url) {
  if (!process.env.DISPLAY && !process.env.WAYLAND_DISPLAY) return;
  spawn('xdg-open', [url], { stdio: 'ignore', detached: true })
    .on('error', () => undefined)
    .unref();
}

copyExamples();
if (openInstalled()) {
  console.log('Opened the examples in VS Code.');
} else {
  const missing = missingEditor();
  if (missing === undefined) await openInBrowser();
  else {
    console.error(
      `No editor: there is no 'code' on the path (install VS Code, and its command 'code' on the path), and ${missing}.`,
    );
    process.exit(3);
  }
}
