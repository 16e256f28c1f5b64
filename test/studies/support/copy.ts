import { spawnSync } from 'node:child_process';
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('../../..', import.meta.url));

/** What the product is made of, and what generates and types need. */
const parts = [
  ...['src', 'webview', 'media', 'test/run', 'test/support', 'test/studies', 'test/server'],
  ...['package.json', 'tsconfig.json', '.prettierrc.json'],
];

/** A copy of the project in which a study is added. */
export class ProjectCopy {
  readonly folder = mkdtempSync(join(tmpdir(), 'residual-lab-copy-'));

  constructor() {
    for (const part of parts)
      cpSync(join(root, part), join(this.folder, part), { recursive: true });
    symlinkSync(join(root, 'node_modules'), join(this.folder, 'node_modules'), 'junction');
  }

  write(file: string, text: string): void {
    mkdirSync(dirname(join(this.folder, file)), { recursive: true });
    writeFileSync(join(this.folder, file), text);
  }

  /** Files that are not as in the project, by their path with `/`. */
  changed(): string[] {
    return parts
      .flatMap(part => filesIn(join(this.folder, part)))
      .map(file => relative(this.folder, file).split(sep).join('/'))
      .filter(file => {
        try {
          return !readFileSync(join(root, file)).equals(readFileSync(join(this.folder, file)));
        } catch {
          return true;
        }
      })
      .sort();
  }

  /** A script of the project, or of a package. */
  run(script: string, ...args: string[]) {
    return this.#node([join(this.folder, script), ...args]);
  }

  /** Bundles programs into `dist/`, by the name of the bundle. */
  async bundle(entries: Readonly<Record<string, string>>): Promise<void> {
    await build({
      entryPoints: Object.fromEntries(
        Object.entries(entries).map(([name, file]) => [name, join(this.folder, file)]),
      ),
      ...{ outdir: join(this.folder, 'dist'), absWorkingDir: this.folder },
      ...{ bundle: true, platform: 'node', target: 'node20', format: 'cjs', logLevel: 'warning' },
      define: { 'import.meta.url': 'moduleUrl', RESIDUAL_LAB_VERSION: '"test"' },
      banner: { js: "const moduleUrl = require('node:url').pathToFileURL(__filename).href;" },
    });
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }

  #node(args: readonly string[]) {
    const options = { cwd: this.folder, encoding: 'utf8', maxBuffer: 1 << 28 } as const;
    const { status, stdout, stderr } = spawnSync(process.execPath, args, options);
    return { code: status, stdout, stderr };
  }
}

function filesIn(path: string): string[] {
  return statSync(path).isDirectory()
    ? readdirSync(path).flatMap(name => filesIn(join(path, name)))
    : [path];
}
