// Builds the guest of the engine's VM: engine/guest. Thin: the code is TypeScript, bundled and loaded.
import { ensureDependencies, root } from './ensure-dependencies.mjs';
import { withTypescript } from './load-typescript.mjs';

ensureDependencies();
process.exitCode = await withTypescript('engine/guest/cli.ts', ({ runGuestCli }) =>
  runGuestCli(process.argv.slice(2), root),
);
