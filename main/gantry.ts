import { homedir, userInfo } from 'node:os';
import { join } from 'node:path';
import { StackAction } from '../contract/model/stackRun.ts';
import type { GantryContract, ServiceOf } from '../contract/index.ts';
import { createOwnEngine } from '../engine/index.ts';
import { createBuildx } from './buildx/createBuildx.ts';
import { createBuilds } from './builds/createBuilds.ts';
import { createLiveChanges } from './containerChange/liveChanges.ts';
import { LiveOperation } from './containerChange/liveOperation.ts';
import { type Contexts, createContexts } from './contexts/createContexts.ts';
import { configDirOf, wellKnownSockets } from './contexts/discover.ts';
import { createContextEditor } from './contexts/edit.ts';
import { keepOwnContext } from './contexts/ownContext.ts';
import { openFirstRun } from './firstRun/state.ts';
import { createArchives, requestForFile, requestForLink } from './shell/openPath.ts';
import { createRequests } from './shell/requests.ts';
import { createSignIn } from './contexts/signIn.ts';
import { createCompose } from './compose/cli/createCompose.ts';
import { createFileSources } from './files/sources.ts';
import type { Host } from './host.ts';
import { createJobs } from './jobs/createJobs.ts';
import { createLive } from './live/createLive.ts';
import { createHistory } from './containerHistory/createHistory.ts';
import { createRecreate, type Recreate } from './recreate/createRecreate.ts';
import { openJournal } from './recreate/journal.ts';
import { Operation } from './recreate/operation.ts';
import { openPresets } from './runPresets/presetStore.ts';
import { createHubTrust, createRegistries } from './registries/index.ts';
import { createActivityLog, createActivityService } from './services/activity.ts';
import { createAppService } from './services/app.ts';
import { createBuildCacheService } from './services/buildCache.ts';
import { createBuildersService } from './services/builders.ts';
import { createBuildsService } from './services/builds.ts';
import { createComposeFilesService } from './services/composeFiles.ts';
import { createContainerSettingsService } from './services/containerSettings.ts';
import { createContainerChangesService } from './services/containerChanges.ts';
import { createContainersService } from './services/containers.ts';
import { createCertificatesService } from './services/certificates.ts';
import { createContextsService } from './services/contexts.ts';
import { createDiskService } from './services/disk.ts';
import { createCopiesService } from './services/copies.ts';
import { createDockerfilesService } from './services/dockerfiles.ts';
import { createEngineService } from './services/engine.ts';
import { createFirstRunService } from './services/firstRun.ts';
import { createFilesService } from './services/files.ts';
import { createImagesService } from './services/images.ts';
import { createJobsService } from './services/jobs.ts';
import { createImageReader, createLayersService } from './services/layers.ts';
import { createLogsService } from './services/logs.ts';
import { createNetworksService } from './services/networks.ts';
import { createRunPresetsService } from './services/runPresets.ts';
import { createSearchService } from './services/search.ts';
import { createRegistriesService } from './services/registries.ts';
import { createShellService } from './services/shell.ts';
import { createStacks } from './services/stacks.ts';
import { createStackRunsService } from './services/stackRuns.ts';
import { createStatsService } from './services/stats.ts';
import { createTagWatchService } from './services/tagWatch.ts';
import { createTemplatesService } from './services/templates.ts';
import { createTerminalsService } from './services/terminals.ts';
import { createTransfersService } from './services/transfers.ts';
import { createUploads } from './services/uploads.ts';
import { createVolumesService } from './services/volumes.ts';
import { readPolicy } from './storage/policy.ts';
import { proxyEnv } from './storage/proxyEnv.ts';
import { openSettings } from './storage/settings.ts';
import { createSettingsFileService } from './services/settingsFile.ts';
import { createCliToolsService } from './services/cliTools.ts';
import { createTroubleshootingService } from './services/troubleshooting.ts';
import { createUpdatesService } from './services/updates.ts';
import { createCliTools } from './cliTools/cliTools.ts';
import { logWhatEnds, openAppLog } from './troubleshooting/appLog.ts';
import { resetWhatIsDue } from './troubleshooting/reset.ts';
import { createAppUpdates } from './updates/createAppUpdates.ts';
import { createVolumes } from './volumes/createVolumes.ts';

export interface GantryOptions {
  readonly version: string;
  /** Where settings, the app's own engine and its data live. */
  readonly dataDir: string;
  /** What came with the app: the engine, and where there is a VM its parts. Absent from the sources. */
  readonly resourcesDir?: string | undefined;
  readonly host: Host;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** `--context NAME`: wins over the remembered one, and is not remembered. */
  readonly contextName?: string;
  /** This machine's, unless a test says otherwise. */
  readonly platform?: NodeJS.Platform;
}

export interface Gantry {
  readonly handlers: { readonly [S in keyof GantryContract]: ServiceOf<S> };
  /** For a shell that knows where the files are that a person has chosen: see `Uploads.readFiles`. */
  readonly readFiles: (uploadId: string, files: readonly string[]) => Promise<void>;
  /** What the system hands over: a link, or a file that a person has opened or dropped. The page asks, or shows it. */
  readonly openLink: (link: string) => void;
  readonly openFile: (file: string) => Promise<void>;
  /** Leads the page somewhere: `/containers/3f2a…/logs`. */
  readonly goTo: (place: string) => void;
  /** Ends streams and terminals; leaves containers (and the app's own engine) running. */
  close(): Promise<void>;
}

/** Everything the product does, put together. */
export async function createGantry(options: GantryOptions): Promise<Gantry> {
  const { version, dataDir, resourcesDir, host, contextName, platform = process.platform } = options;
  const policy = await readPolicy(options.env, platform);
  await resetWhatIsDue(dataDir);
  const settings = await openSettings(dataDir, policy);
  const env = proxyEnv(options.env, () => settings.current().proxy);
  const presets = await openPresets(dataDir);
  const isEngineNamed = Boolean(contextName ?? (env['DOCKER_HOST'] || env['DOCKER_CONTEXT']));
  const firstRun = await openFirstRun({ dataDir, isEngineNamed });
  const engine = createOwnEngine({
    ...{ dataDir, resourcesDir, env, platform },
    choices: { current: () => settings.current().engine, save: (choices) => settings.update({ engine: choices }) },
  });
  const jobs = createJobs();
  const activity = createActivityLog();
  const appLog = openAppLog(dataDir);
  const closing = new AbortController();
  appLog.write('info', `Gantry ${version} starts (${host.mode}, ${platform} ${process.arch})`);
  logWhatEnds(appLog, { activity: activity.feed, jobs: jobs.feed }, closing.signal);
  const updates = await createAppUpdates({ version, dataDir, resourcesDir, source: host.updates, jobs, engine });
  const cliTools = createCliTools({
    ...{ env, platform, home: env['HOME'] ?? homedir(), tools: () => engine.tools },
    roots: [dataDir, ...(resourcesDir ? [resourcesDir] : [])],
  });
  const live = createLive();
  let recreate: Recreate | undefined;
  const history = createHistory({
    dir: join(dataDir, 'history'),
    live,
    isOfApp: (id) => recreate?.isOfApp(id) === true,
    isPassing: (made) => recreate?.isPassing(made) === true,
    onGone: async (connection, isThere) => recreate?.forgetGone(connection, isThere),
  });
  const ownContext = keepOwnContext({ env, dataDir, engine, activity });
  const signIn = createSignIn({ env });
  const compose = createCompose({
    env,
    cliArgs: (context) => contexts.programArgs(context),
    ownCompose: () => engine.tools?.compose,
  });
  const stacks = await createStacks({
    ...{ dataDir, live, compose, host },
    getConnection: (context, signal) => contexts.getConnection(context, signal),
    hold: (context) => contexts.hold(context),
  });
  const contexts: Contexts = await createContexts({
    env,
    openTunnel: signIn.openTunnel,
    get ownEndpoint() {
      return engine.endpoint; // another when the person chooses another place for it
    },
    contextName,
    selection: {
      remembered: settings.current().selectedContext,
      remember: (name) => settings.update({ selectedContext: name }),
    },
    follow(connection) {
      history.follow(connection);
      stacks.follow(connection);
      return live.follow(connection);
    },
    onLost: live.lose,
  });
  const { getConnection, hold, cliArgs, programArgs } = contexts;
  const contextEditor = createContextEditor({ env, activity, openTunnel: signIn.openTunnel });
  const uploads = createUploads({ host });
  const registries = createRegistries({
    env,
    trustOf: (name) => settings.current().registries.find((one) => one.name === name) ?? {},
  });
  const builds = createBuilds({
    dir: join(dataDir, 'builds'),
    ...{ env, getConnection, cliArgs, programArgs, jobs, activity, settings },
    ownBuildx: () => engine.tools?.buildx,
  });
  const buildx = createBuildx({ env, cliArgs: programArgs, ownBuildx: () => engine.tools?.buildx });
  const layersDeps = { getConnection, cliArgs, jobs, activity, host };
  const openImages = createImageReader(layersDeps);
  const fileSources = createFileSources(getConnection);
  const volumes = await createVolumes({
    ...{ dataDir, getConnection, hold, cliArgs, live, jobs, activity, host, uploads },
    letGo: (context, name) => fileSources.release({ kind: 'volume', context, name }),
  });
  const stats = createStatsService({ getConnection });
  const terminals = createTerminalsService({ getConnection, cliArgs, live, activity });
  recreate = createRecreate({
    journal: openJournal(join(dataDir, 'recreate'), Operation),
    ...{ getConnection, hold, jobs },
    async onSettled(connection, ids) {
      for (const id of ids) {
        history.isOurs(connection.context, id);
        await history.note(connection, id);
      }
    },
  });
  await recreate.begin();
  const liveChanges = createLiveChanges({
    journal: openJournal(join(dataDir, 'live-changes'), LiveOperation),
    ...{ getConnection, hold, jobs, onSettled: (connection, id) => history.note(connection, id).then(() => undefined) },
  });
  await liveChanges.begin();
  const disk = createDiskService({ getConnection, cliArgs, jobs, activity, settings });
  const stackRuns = createStackRunsService({ compose, getConnection, hold, cliArgs, jobs, activity });
  const tagWatch = createTagWatchService({ getConnection, cliArgs, jobs, activity, settings, registries, recreate });

  const rescan = () => contexts.rescan();
  const engineService = createEngineService({ engine, jobs, settings, host, env, ownContext, rescan });
  const requests = createRequests();
  const archives = createArchives();

  const gantry: Gantry = {
    handlers: {
      app: createAppService({ version, host, dataDir, settings, policy }),
      contexts: createContextsService({ contexts, signIn, editor: contextEditor }),
      certificates: createCertificatesService({ env, host, jobs, activity, contexts, editor: contextEditor }),
      engine: engineService,
      firstRun: createFirstRunService({
        ...{ dataDir, env, platform, engine, engineService, contexts, store: firstRun },
        ...{ getConnection, cliArgs, live, jobs, activity, remember: presets.remember },
      }),
      containerSettings: createContainerSettingsService({ getConnection, cliArgs }),
      containers: createContainersService({
        ...{ getConnection, hold, cliArgs, live, jobs, activity, host, history },
        remember: presets.remember,
      }),
      containerChanges: createContainerChangesService({
        ...{ getConnection, cliArgs, jobs, activity, registries, recreate, liveChanges, history },
      }),
      runPresets: createRunPresetsService(presets),
      activity: createActivityService(activity, live.events, hold),
      jobs: createJobsService(jobs),
      logs: createLogsService({ getConnection }),
      registries: createRegistriesService({
        registries,
        settings,
        env,
        getConnection,
        hold,
        cliArgs,
        live,
        jobs,
        activity,
      }),
      images: createImagesService({ getConnection, hold, cliArgs, live, jobs, activity, host, uploads, registries }),
      builds: createBuildsService(builds),
      layers: createLayersService(layersDeps, openImages),
      files: createFilesService({ ...layersDeps, sources: fileSources, images: openImages, uploads }),
      networks: createNetworksService({ getConnection, hold, cliArgs, live, jobs, activity }),
      disk: disk.handlers,
      dockerfiles: createDockerfilesService({ buildx, getConnection, cliArgs, activity }),
      composeFiles: createComposeFilesService({ compose, cliArgs, activity }),
      buildCache: createBuildCacheService({ getConnection, cliArgs, jobs, activity }),
      builders: createBuildersService({ buildx, cliArgs, jobs, activity }),
      transfers: createTransfersService({ getConnection, cliArgs, jobs, activity, registries }),
      tagWatch: tagWatch.handlers,
      search: createSearchService({
        ...{ getConnection, registries, settings },
        hubTrust: createHubTrust(env, env['GANTRY_HUB_URL']), // tests have a stand-in for it
      }),
      stacks: stacks.handlers,
      stats,
      terminals: terminals.handlers,
      updates: createUpdatesService(updates),
      cliTools: createCliToolsService({ tools: cliTools, engine }),
      uploads: uploads.handlers,
      volumes: createVolumesService(volumes),
      templates: createTemplatesService({ dataDir, env, getConnection, known: stacks.known, jobs, activity }),
      troubleshooting: createTroubleshootingService({
        ...{ version, dataDir, host, contexts, engine, settings, activity, log: appLog },
        around: {
          ...{ env, platform, configDir: configDirOf(env), groupFile: '/etc/group' },
          sockets: wellKnownSockets({ env }).map(({ path }) => path),
          ...{ user: userInfo().username, userId: userInfo().uid },
        },
      }),
      settingsFile: createSettingsFileService({ settings, policy, host }),
      stackRuns,
      copies: createCopiesService({
        ...{ compose, getConnection, hold, cliArgs, live, jobs, activity, volumes: volumes.deps },
        startUp: (stack, signal) => stackRuns.start({ stack, action: StackAction.parse({ type: 'up' }) }, signal),
      }),
      shell: createShellService({
        ...{ requests, archives, settings, readFiles: uploads.readFiles },
        services: () => gantry.handlers,
      }),
    },
    openLink: (link) => requests.ask(requestForLink(link)),
    async openFile(file) {
      const request = await requestForFile(file, archives);
      if (request) requests.ask(request);
    },
    goTo: (place) => requests.ask({ type: 'place', place }),
    readFiles: uploads.readFiles,
    async close() {
      updates.updates.close();
      disk.close();
      await jobs.close();
      await fileSources.close();
      recreate?.close();
      liveChanges.close();
      await terminals.close();
      await volumes.close();
      await stacks.close();
      stats.close();
      tagWatch.close();
      contexts.close();
      ownContext.close();
      signIn.close();
      live.close();
      await engine.close();
      closing.abort();
      await appLog.close();
      await presets.close();
      await settings.close();
    },
  };
  return gantry;
}
