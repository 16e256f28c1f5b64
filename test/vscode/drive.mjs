// Drives the extension in the real editor: node test/vscode/drive.mjs [trusted] [restricted]
// Screenshots and results.json go to out/e2e. Exit code 77: something that it needs is missing, and it says what.
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { read, runsIn } from './disk.mjs';
import { extension, missingEditor, startServer, testSettings } from './start.mjs';

const shots = path.join(extension, 'out', 'e2e');
const began = performance.now();
const note = text =>
  console.log(`${((performance.now() - began) / 1000).toFixed(1).padStart(6)} s  ${text}`);

const browserPath = [process.env.CHROMIUM, '/usr/bin/chromium', '/usr/bin/google-chrome'].find(
  file => file && fs.existsSync(file),
);
const missing =
  missingEditor() ??
  (browserPath === undefined
    ? 'there is no Chromium (apt-get install chromium, or name one in CHROMIUM)'
    : undefined);
if (missing !== undefined) {
  console.log(`skipped: ${missing}`);
  process.exit(77);
}

const { chromium } = await import('playwright-core');
const { scenarios } = await import('./scenarios.mjs');

/** A fresh editor on a copy of the examples, one window; cleaned up whatever happens. */
async function inEditor(browser, name, { restricted, workspace, body }) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'residual-lab-e2e-'));
  fs.cpSync(path.join(extension, 'examples'), folder, { recursive: true });
  const opened = workspace?.(folder);
  const server = await startServer({
    folder,
    workspace: opened,
    restricted,
    settings: testSettings,
  });
  const context = await browser.newContext({ viewport: { width: 1400, height: 900 } });
  const page = await context.newPage();
  page.setDefaultTimeout(60_000);
  // Nothing but this server: gallery and telemetry are not needed.
  await page.route(
    url => url.hostname !== '127.0.0.1',
    route => route.abort(),
  );
  const shot = label => page.screenshot({ path: path.join(shots, `${name}-${label}.png`) });
  try {
    await page.goto(server.url);
    const file = page.locator('.explorer-folders-view .monaco-list-row', { hasText: 'first' });
    await file.first().waitFor();
    await body({ page, folder, shot, note: text => note(`${name}: ${text}`) });
  } catch (error) {
    await shot('failed').catch(() => {});
    console.error(server.log());
    console.error(crashes(folder));
    throw error;
  } finally {
    await context.close();
    await server.stop();
    fs.rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }
}

/** What runs that crashed have printed: their folders go with the workspace. */
function crashes(folder) {
  return runsIn(folder)
    .filter(run => fs.existsSync(path.join(run, 'end.json')))
    .filter(run => read(run, 'end.json').ending === 'crashed')
    .map(run => [run, read(run, 'end.json').message, fs.readFileSync(path.join(run, 'log.txt'))])
    .flat()
    .join('\n');
}

fs.mkdirSync(shots, { recursive: true });
const usual = Object.keys(scenarios).filter(name => scenarios[name].onDemand !== true);
const chosen = process.argv.length > 2 ? process.argv.slice(2) : usual;
const browser = await chromium.launch({
  executablePath: browserPath,
  args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run'],
});
const attempt = name =>
  inEditor(browser, name, scenarios[name]).then(
    () => null,
    reason => String(reason?.stack ?? reason),
  );
const results = [];
try {
  for (const name of chosen) {
    let [error, first] = [await attempt(name), null];
    // An editor, a browser and an engine share two processors: once more, and it is said aloud.
    if (error !== null && process.argv.length === 2) {
      note(`FAILED at the first try: ${name}\n${error}`);
      [first, error] = [error, await attempt(name)];
    }
    results.push({ name, error, first });
    note(error === null ? `ok: ${name}` : `FAILED: ${name}\n${error}`);
  }
} finally {
  await browser.close();
}
fs.writeFileSync(path.join(shots, 'results.json'), JSON.stringify(results, null, 2));
note(`done; screenshots in ${path.relative(process.cwd(), shots)}`);
process.exitCode = results.some(r => r.error !== null) ? 1 : 0;
