// The extension in parts: dist/extension.js is what activation needs, and what `import()` asks for
// later lies in dist/extension/.
import { build, transform } from 'esbuild';

/**
 * Bundles and writes nothing. esbuild splits only ES modules, and an extension is CommonJS: so it is
 * split first, and each part is turned into CommonJS then.
 */
export async function bundleExtension(options) {
  const { outputFiles, metafile } = await build({
    ...options,
    entryPoints: ['src/extension.ts'],
    outdir: 'dist',
    chunkNames: 'extension/[name]-[hash]',
    external: ['vscode'],
    format: 'esm',
    splitting: true,
    sourcemap: 'inline',
    metafile: true,
    write: false,
  });
  const files = outputFiles.map(async ({ path, text }) => {
    const { code, map } = await transform(text, {
      sourcefile: path,
      sourcemap: 'external',
      format: 'cjs',
      platform: 'node',
      target: options.target,
      minifyWhitespace: true,
      // `import()` of a part becomes `require`.
      supported: { 'dynamic-import': false },
    });
    return { path, code, map };
  });
  return { files: await Promise.all(files), parts: metafile.outputs };
}
