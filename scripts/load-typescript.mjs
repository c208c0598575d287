// Our TypeScript in a script: bundled beside the cache, loaded, and gone again.
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from './ensure-dependencies.mjs';

/** Calls `work` with what `file` (from this repository's root) exports, while its bundle is there. */
export async function withTypescript(file, work) {
  const { build } = await import('vite');
  const cache = path.join(root, 'node_modules/.cache/gantry');
  mkdirSync(cache, { recursive: true });
  const bundle = mkdtempSync(path.join(cache, 'bundle-'));
  try {
    await build({
      root,
      configFile: false,
      logLevel: 'silent',
      publicDir: false,
      ssr: { noExternal: true },
      build: {
        ssr: path.join(root, file),
        target: 'node20',
        outDir: bundle,
        minify: false,
        rolldownOptions: { output: { format: 'es', entryFileNames: 'main.mjs' } },
      },
    });
    return await work(await import(pathToFileURL(path.join(bundle, 'main.mjs')).href));
  } finally {
    rmSync(bundle, { recursive: true, force: true });
  }
}
