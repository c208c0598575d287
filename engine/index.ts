/**
 * The app's own Docker engine on this machine: installs, starts, adopts, supervises and stops it; and SSH, by which
 * engines elsewhere are reached. Everything else of this folder is private to it.
 */
export { createEngine } from './lifecycle/engine.ts';
export { createOwnEngine } from './place/createOwnEngine.ts';
export { runFix } from './vm/fix.ts';
export { readHoldings } from './native/holdings.ts';
export { followLog } from './native/log.ts';
export { withoutSecrets } from './vm/engine/diagnostics.ts';
export { assertShareable } from './vm/shares/folders.ts';
export type { Engine, InstallProgress, OwnEngine } from './lifecycle/api.ts';
export { bundledVersion } from './native/bundle.ts';
export { parseSshAddress } from './ssh/address.ts';
export { sshMachineOf } from './ssh/machineOf.ts';
export { SshFailure, type SshProblem } from './ssh/problem.ts';
export type { SshPrompts } from './ssh/prompts.ts';
export { SecretMemory } from './ssh/secrets.ts';

/** Is read when the first machine is connected to: nobody else pays for it. */
export const loadSsh = () => import('./ssh/index.ts');
