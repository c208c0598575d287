import { z } from 'zod';
import type { RefusedSettings } from '../model/daemonConfig.ts';
import type { EngineHoldings, EngineStatus, Requirement } from '../model/engine.ts';
import { EnginePlace, VmChoices, type VmBelonging, type VmOverview } from '../model/engineVm.ts';
import { call, stream } from '../rpc/define.ts';

export const engine = {
  watch: stream(z.object({})).of<EngineStatus>(),
  requirements: call(z.object({})).returns<readonly Requirement[]>(),
  /** Downloads and unpacks what is missing; progress is in the state and in a job. */
  install: call(z.object({ source: z.enum(['auto', 'bundled', 'debian', 'docker-static']).default('auto') })).returns<{
    jobId: string;
  }>(),
  start: call(z.object({})).returns<void>(),
  /** Containers stop with it, unless live-restore is on. */
  stop: call(z.object({})).returns<void>(),
  restart: call(z.object({})).returns<void>(),
  setDebug: call(z.object({ isDebug: z.boolean() })).returns<void>(),
  /** The text of daemon.json, `{}` when there is none. `refused`: the engine did not come up with it, and went back. */
  settings: call(z.object({})).returns<{ text: string; needsRestart: boolean; refused?: RefusedSettings }>(),
  /** Validated by dockerd itself; when it is refused the old one stays and the reason is given. */
  saveSettings: call(z.object({ text: z.string().max(1_000_000) })).returns<void>(),
  /** Lines of dockerd's log, the last `tail` first, then live. */
  log: stream(z.object({ tail: z.number().int().min(0).max(100_000).default(2000) })).of<readonly string[]>(),
  /** Stops the engine that runs and goes on with the other, which has data of its own. Refused (`unsupported`) where it cannot be. */
  choosePlace: call(z.object({ place: EnginePlace })).returns<void>(),
  /** Of the engine in a VM, whether it is the one chosen or not. */
  vm: call(z.object({})).returns<VmOverview>(),
  /** Kept; what needs a restart of the VM waits for one. */
  saveVm: call(VmChoices).returns<void>(),
  /**
   * Goes back to the version of the VM's system that ran before on this data, or tries the app's own again. An engine that
   * runs is started anew with it. Rejects with `not-found` where there is none to go back to.
   */
  chooseGuest: call(z.object({ guest: z.enum(['previous', 'own']) })).returns<void>(),
  /** Takes the step that a requirement offers; the system itself asks for rights where it needs them. */
  fix: call(z.object({ requirement: z.string() })).returns<{ needsReboot: boolean }>(),
  /** All that the engine in a VM has on this machine, and what of it a reset removes. */
  vmBelongings: call(z.object({})).returns<readonly VmBelonging[]>(),
  /** Removes the VM with its images, containers and volumes; the next start makes a new one. Stops it first. */
  resetVm: call(z.object({})).returns<void>(),
  /** What `reset` would remove. Rejects with `engine-unreachable` where the engine does not run: then nobody can count it. */
  holdings: call(z.object({})).returns<EngineHoldings>(),
  /**
   * Stops the engine and removes all its images, containers, volumes, networks and build cache; its settings stay. One that
   * ran is started anew.
   */
  reset: call(z.object({})).returns<void>(),
  /** One file with what helps to find a fault, its secrets removed. */
  diagnostics: call(z.object({})).returns<{ downloadUrl?: string }>(),
};
