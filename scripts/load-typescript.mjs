// Our TypeScript in a script: bundled into one file with all that it imports.
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from './ensure-dependencies.mjs';

/** Calls `work` with what `file` (from this repository's root) exports, while its bundle is there. */
export async function withTypescript(file, work) {
  const cache = path.join(root, 'node_modules/.cache/gantry');
  mkdirSync(cache, { recursive: true });
  const folder = mkdtempSync(path.join(cache, 'bundle-'));
  try {
    return await work(await import(pathToFileURL(await bundleTypescript(file, folder)).href));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** One module that needs nothing but Node, in `folder`; gives its path. */
export async function bundleTypescript(file, folder) {
  const { build } = await import('vite');
  await build({
    root,
    configFile: false,
    logLevel: 'silent',
    publicDir: false,
    ssr: { noExternal: true },
    build: {
      ssr: path.join(root, file),
      target: 'node20',
      outDir: folder,
      emptyOutDir: false,
      minify: false,
      rolldownOptions: { output: { format: 'es', entryFileNames: 'main.mjs' } },
    },
  });
  return path.join(folder, 'main.mjs');
}
