// Builds the guest of the engine's VM: engine/guest. Thin: the code is TypeScript, bundled here and loaded.
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { ensureDependencies, root } from './ensure-dependencies.mjs';

ensureDependencies();
const { build } = await import('vite');
const cache = path.join(root, '.cache/guest');
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
      ssr: path.join(root, 'engine/guest/cli.ts'),
      target: 'node20',
      outDir: bundle,
      minify: false,
      rolldownOptions: { output: { format: 'es', entryFileNames: 'guest.mjs' } },
    },
  });
  const { runGuestCli } = await import(pathToFileURL(path.join(bundle, 'guest.mjs')).href);
  process.exitCode = await runGuestCli(process.argv.slice(2), root);
} finally {
  rmSync(bundle, { recursive: true, force: true });
}
