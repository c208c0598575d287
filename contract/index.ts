import { activity } from './services/activity.ts';
import { app } from './services/app.ts';
import { buildCache } from './services/buildCache.ts';
import { builders } from './services/builders.ts';
import { builds } from './services/builds.ts';
import { cliTools } from './services/cliTools.ts';
import { composeFiles } from './services/composeFiles.ts';
import { containerSettings } from './services/containerSettings.ts';
import { containerChanges } from './services/containerChanges.ts';
import { containers } from './services/containers.ts';
import { contexts } from './services/contexts.ts';
import { disk } from './services/disk.ts';
import { copies } from './services/copies.ts';
import { dockerfiles } from './services/dockerfiles.ts';
import { certificates } from './services/certificates.ts';
import { engine } from './services/engine.ts';
import { files } from './services/files.ts';
import { firstRun } from './services/firstRun.ts';
import { images } from './services/images.ts';
import { jobs } from './services/jobs.ts';
import { layers } from './services/layers.ts';
import { logs } from './services/logs.ts';
import { networks } from './services/networks.ts';
import { runPresets } from './services/runPresets.ts';
import { search } from './services/search.ts';
import { registries } from './services/registries.ts';
import { settingsFile } from './services/settingsFile.ts';
import { shell } from './services/shell.ts';
import { stacks } from './services/stacks.ts';
import { stackRuns } from './services/stackRuns.ts';
import { stats } from './services/stats.ts';
import { terminals } from './services/terminals.ts';
import { templates } from './services/templates.ts';
import { tagWatch } from './services/tagWatch.ts';
import { transfers } from './services/transfers.ts';
import { updates } from './services/updates.ts';
import { troubleshooting } from './services/troubleshooting.ts';
import { uploads } from './services/uploads.ts';
import { volumes } from './services/volumes.ts';
import type { Client, Handlers } from './rpc/define.ts';

/** All that the interface can ask of main: the list of what may be called, its types and its checks at once. */
export const contract = {
  app,
  contexts,
  certificates,
  engine,
  firstRun,
  containers,
  files,
  containerChanges,
  containerSettings,
  runPresets,
  images,
  layers,
  registries,
  networks,
  logs,
  terminals,
  stacks,
  stats,
  activity,
  jobs,
  disk,
  dockerfiles,
  composeFiles,
  buildCache,
  builders,
  transfers,
  tagWatch,
  search,
  updates,
  cliTools,
  uploads,
  builds,
  volumes,
  copies,
  stackRuns,
  templates,
  settingsFile,
  troubleshooting,
  shell,
};

export type GantryContract = typeof contract;
export type GantryClient = Client<GantryContract>;
/** What main implements: `ServiceOf<'containers'>`. */
export type ServiceOf<S extends keyof GantryContract> = Handlers<GantryContract[S]>;
