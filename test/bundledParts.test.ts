import fs from 'node:fs';
import path from 'node:path';
import { build } from 'esbuild';
import { describe, expect, it } from 'vitest';

const root = path.join(import.meta.dirname, '..');

/** All that is bundled, by the file that each bundle begins with. */
const script = fs.readFileSync(path.join(root, 'esbuild.mjs'), 'utf8');
const named = [...script.matchAll(/'((?:src|webview)\/[^'*]+\.ts)'/g)].map(
  ([, file]) => file ?? '',
);
const entries = [...named, 'src/extension.ts'];
const engine = 'src/engine/main.ts';

describe('the bundles', () => {
  it('are those of the product', () => {
    expect(entries).toEqual(
      expect.arrayContaining([
        ...['src/cli/main.ts', 'src/server/main.ts', 'src/extension.ts', engine],
        ...['webview/notebook/main.ts', 'webview/runs/main.ts'],
      ]),
    );
  });

  it.each(entries.filter(entry => entry !== engine))(
    '%s has no TensorFlow and no measurement of a study',
    async entry => {
      const inputs = await inputsOf(entry);
      expect(inputs).toContain(entry);
      expect(inputs.filter(isOfEngine)).toEqual([]);
    },
  );

  it(`${engine} has both`, async () => {
    const inputs = (await inputsOf(engine)).filter(isOfEngine);
    expect(inputs).toContain('src/studies/lesion/compute.ts');
    expect(inputs.some(file => file.includes('@tensorflow/'))).toBe(true);
  });
});

function isOfEngine(file: string): boolean {
  return /^node_modules\/@tensorflow\/|^src\/studies\/([^/]+\/)?compute\./.test(file);
}

/** Every file of which something stands in the bundle, the parts that are loaded late among them. */
async function inputsOf(entry: string): Promise<string[]> {
  const { metafile } = await build({
    entryPoints: [entry],
    bundle: true,
    write: false,
    metafile: true,
    outdir: 'out',
    platform: entry.startsWith('webview/') ? 'browser' : 'node',
    format: 'esm',
    external: ['vscode'],
    loader: { '.ttf': 'empty' },
    absWorkingDir: root,
    logLevel: 'silent',
  });
  return Object.values(metafile.outputs).flatMap(({ inputs }) => Object.keys(inputs));
}
