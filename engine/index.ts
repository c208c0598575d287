/**
 * The app's own Docker engine on this machine: installs, starts, adopts, supervises and stops it.
 * Everything else of this folder is private to it.
 */
export { createEngine } from './lifecycle/engine.ts';
export type { Engine, InstallProgress } from './lifecycle/api.ts';
