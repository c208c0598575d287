import os from 'node:os';
import type { ServiceOf } from '../../contract/index.ts';
import { Settings, SettingsPatch } from '../../contract/model/settings.ts';
import type { OwnEngine } from '../../engine/index.ts';
import type { Contexts } from '../contexts/createContexts.ts';
import { requestJson } from '../docker/request.ts';
import type { Host } from '../host.ts';
import type { SettingsStore } from '../storage/settings.ts';
import type { AppLog } from '../troubleshooting/appLog.ts';
import { asJson, type BundleFile, endOfFile, makeBundle } from '../troubleshooting/bundle.ts';
import { findFaults, type Surroundings } from '../troubleshooting/findings.ts';
import { repairFault } from '../troubleshooting/repair.ts';
import { listResettable, resetAtNextStart } from '../troubleshooting/reset.ts';
import { selfTest } from '../troubleshooting/selfTest.ts';
import type { ActivityLog } from './activity.ts';

export interface TroubleshootingParts {
  readonly version: string;
  readonly dataDir: string;
  readonly host: Pick<Host, 'offerFile' | 'mode'>;
  readonly contexts: Pick<Contexts, 'getConnection' | 'cliArgs' | 'list'>;
  readonly engine: Pick<OwnEngine, 'status' | 'settings' | 'log' | 'vm'>;
  readonly settings: SettingsStore;
  readonly activity: ActivityLog;
  readonly log: AppLog;
  readonly around: Surroundings;
}

const ENGINE_LOG_LINES = 5000;

export function createTroubleshootingService(parts: TroubleshootingParts): ServiceOf<'troubleshooting'> {
  const { dataDir, host, contexts, settings, activity, log, around } = parts;
  return {
    async *selfTest({ context }, signal) {
      yield* selfTest(contexts, context, signal);
    },
    async findings() {
      const found = await findFaults(around);
      return found.map(({ repair, ...finding }) => ({
        ...finding,
        ...(repair && { repair: { needsElevation: repair.kind === 'elevated' } }),
      }));
    },
    repair: ({ finding }) =>
      activity.record({ context: '', title: 'Repair the set-up', command: '' }, async (amend) => {
        const { command = '' } = (await findFaults(around)).find(({ id }) => id === finding) ?? {};
        amend(command);
        await repairFault(finding, around);
      }),
    async bundle({ context }) {
      const { bytes, names } = await makeBundle(bundleFiles(parts, context));
      const { downloadUrl, finished } = await host.offerFile({
        name: `gantry-diagnostics-${new Date().toISOString().slice(0, 10)}.tar.gz`,
        sizeBytes: bytes.length,
        open: async function* () {
          yield bytes;
        },
      });
      finished.catch(() => {}); // Who gave it up knows.
      return { files: names, ...(downloadUrl !== undefined && { downloadUrl }) };
    },
    log: ({ tail }, signal) => log.read(tail, signal),
    resettable: () => listResettable(dataDir),
    async reset({ part }) {
      log.write('info', `reset: ${part}`);
      if (part === 'log') return log.empty();
      if (part === 'layout') return settings.update({ layout: withoutLayout(settings) });
      if (part === 'settings') return settings.update(defaultsBeside(settings));
      return resetAtNextStart(dataDir, part);
    },
  };
}

const withoutLayout = (settings: SettingsStore): Readonly<Record<string, null>> =>
  Object.fromEntries(Object.keys(settings.current().layout).map((key) => [key, null]));

/** What the Settings page shows goes back; contexts, registries and the engine’s place are no matter of taste, and stay. */
function defaultsBeside(settings: SettingsStore): SettingsPatch {
  const { layout: _, ...defaults } = Settings.parse({});
  const wanted = SettingsPatch.parse(defaults);
  return Object.fromEntries(Object.entries(wanted).filter(([key, value]) => isFree(settings, { [key]: value })));
}

/** What the organisation has set is not the person’s to reset. */
function isFree(settings: SettingsStore, change: SettingsPatch): boolean {
  try {
    settings.check(change);
    return true;
  } catch {
    return false;
  }
}

function bundleFiles(parts: TroubleshootingParts, context: string | undefined): readonly BundleFile[] {
  const { version, host, contexts, engine, settings, activity, log, around } = parts;
  const { layout: _, ...chosen } = settings.current();
  const ask = (path: string) => async () => {
    if (context === undefined) return undefined;
    const { docker } = await contexts.getConnection(context, AbortSignal.timeout(10_000));
    return asJson(await requestJson(docker, { method: 'GET', path }));
  };
  const machine = {
    ...{ gantry: version, mode: host.mode, node: process.versions.node },
    ...{ system: `${os.type()} ${os.release()}`, arch: os.arch(), cpus: os.cpus().length },
    ...{ memoryBytes: os.totalmem(), freeMemoryBytes: os.freemem() },
  };
  return [
    { name: 'gantry.json', read: async () => asJson(machine) },
    { name: 'settings.json', read: async () => asJson(chosen) },
    { name: 'contexts.json', read: async () => asJson(contexts.list()) },
    { name: 'findings.json', read: async () => asJson(await findFaults(around)) },
    { name: 'engine/status.json', read: async () => asJson(engine.status) },
    { name: 'engine/daemon.json', read: async () => (await engine.settings()).text },
    { name: 'engine/engine.log', read: () => engineLog(engine) },
    { name: 'context/info.json', read: ask('/info') },
    { name: 'context/version.json', read: ask('/version') },
    { name: 'activity.json', read: async () => asJson([...activity.feed.values()]) },
    {
      name: 'gantry.log',
      read: async () => {
        await log.settled();
        return [(await endOfFile(`${log.file}.1`)) ?? '', (await endOfFile(log.file)) ?? ''].join('');
      },
    },
  ];
}

async function engineLog(engine: TroubleshootingParts['engine']): Promise<string> {
  const abort = new AbortController();
  for await (const lines of engine.log({ tail: ENGINE_LOG_LINES, signal: abort.signal })) {
    abort.abort(); // the first are those that are there already
    return lines.join('\n');
  }
  return '';
}
