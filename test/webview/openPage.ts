import { build } from 'esbuild';
import { existsSync, readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { basename, join } from 'node:path';
import { chromium, type Browser, type Page } from 'playwright-core';

// Tests and scripts run in the root of the project; bundled, they lie elsewhere.
const here = join(process.cwd(), 'test', 'webview');
const outputs = join(process.cwd(), 'out', 'test', 'webview');

export const themes = ['dark-modern', 'light-modern', 'hc-dark', 'hc-light'] as const;
export type ThemeName = (typeof themes)[number];

const bodyClasses: Readonly<Record<ThemeName, string>> = {
  'dark-modern': 'vscode-dark',
  'light-modern': 'vscode-light',
  'hc-dark': 'vscode-high-contrast',
  'hc-light': 'vscode-high-contrast-light vscode-high-contrast',
};

const executablePath = process.env['CHROMIUM'] ?? '/usr/bin/chromium';

/** Why the tests of pages are skipped; undefined where there is a browser. */
export const noBrowser = existsSync(executablePath)
  ? undefined
  : `no browser at ${executablePath}; set CHROMIUM`;

const switches = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export interface PageOptions {
  readonly theme?: ThemeName;
  readonly width?: number;
  readonly height?: number;
  readonly scale?: number;
  readonly reducedMotion?: boolean;
}

export interface Pages {
  /** Opens a view of the harness; errors in the page fail the test that closes it. */
  open(view: string, options?: PageOptions): Promise<Page>;
  /** Errors and refusals of the content policy on all pages so far. */
  readonly errors: readonly string[];
  close(): Promise<void>;
}

/** Bundles the harness, serves it under the content policy of the product, and starts the browser. */
export async function startPages(entry = 'harness/main.ts', name = 'harness'): Promise<Pages> {
  // Not written: files of tests run side by side, and two have the same harness.
  const { outputFiles } = await build({
    entryPoints: { [name]: join(here, entry) },
    outdir: outputs,
    write: false,
    bundle: true,
    format: 'esm',
    target: 'chrome120',
    logLevel: 'warning',
    loader: { '.ttf': 'file' },
    sourcemap: 'inline',
  });
  const files = new Map(outputFiles.map(file => [basename(file.path), file.contents]));
  const server = await serve(name, files);
  const browser = await chromium.launch({ executablePath, args: switches });
  const errors: string[] = [];
  const port = (server.address() as AddressInfo).port;
  return {
    errors,
    open: (view, options = {}) => openPage(browser, port, view, options, errors),
    close: async () => {
      await browser.close();
      server.close();
    },
  };
}

async function openPage(
  browser: Browser,
  port: number,
  view: string,
  options: PageOptions,
  errors: string[],
): Promise<Page> {
  const { theme = 'dark-modern', width = 1280, height = 900, scale = 1 } = options;
  const context = await browser.newContext({
    viewport: { width, height },
    deviceScaleFactor: scale,
    reducedMotion: options.reducedMotion ? 'reduce' : 'no-preference',
  });
  const page = await context.newPage();
  page.on('pageerror', error => errors.push(`${view}: ${error.message}`));
  page.on('console', message => {
    if (message.type() === 'error') errors.push(`${view}: ${message.text()}`);
  });
  await page.goto(`http://127.0.0.1:${port}/?view=${view}&theme=${theme}`);
  await page.evaluate(() => document.fonts.ready);
  // One frame for elements to render and one for plots to be drawn.
  await twoFrames(page);
  return page;
}

export async function twoFrames(page: Page): Promise<void> {
  await page.evaluate(
    () => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done))),
  );
}

function serve(name: string, files: ReadonlyMap<string, Uint8Array>): Promise<Server> {
  const types: Readonly<Record<string, string>> = {
    js: 'text/javascript',
    css: 'text/css',
    ttf: 'font/ttf',
  };
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://localhost');
    const file = url.pathname.slice(1);
    if (file === '') {
      const theme = url.searchParams.get('theme') as ThemeName;
      response.setHeader('Content-Type', 'text/html; charset=utf-8');
      response.setHeader('Content-Security-Policy', policy);
      response.end(pageText(theme, name));
    } else {
      const content = files.get(file);
      if (content === undefined) response.statusCode = 404;
      else response.setHeader('Content-Type', types[file.split('.').at(-1) ?? ''] ?? '');
      response.end(content);
    }
  });
  return new Promise(done => server.listen(0, '127.0.0.1', () => done(server)));
}

const policy =
  "default-src 'none'; script-src 'nonce-test'; style-src 'nonce-test'; font-src 'self'; img-src 'self' data:";

function pageText(theme: ThemeName, name: string): string {
  const tokens = readFileSync(join(here, 'themes', `${theme}.css`), 'utf8');
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8"><title>Residual Lab</title><link rel="icon" href="data:,">
<style nonce="test">${tokens}</style>
<link rel="stylesheet" nonce="test" href="${name}.css">
</head>
<body class="${bodyClasses[theme]}"><main class="notebook"></main>
<script type="module" nonce="test" src="${name}.js"></script>
</body></html>`;
}
