import os from 'node:os';
import { setTimeout as pause } from 'node:timers/promises';
import type { ServiceOf } from '../../contract/index.ts';
import type { PolicyStatus } from '../../contract/model/settingPath.ts';
import type { Settings } from '../../contract/model/settings.ts';
import type { HostUsage } from '../../contract/model/system.ts';
import type { Host } from '../host.ts';
import type { SettingsStore } from '../storage/settings.ts';

export interface AppServiceOptions {
  readonly version: string;
  readonly host: Pick<Host, 'mode' | 'menu' | 'openFolder'>;
  readonly dataDir: string;
  readonly settings: SettingsStore;
  readonly policy: PolicyStatus;
}

const USAGE_EVERY_MS = 2000;
/** The first figure needs two looks; this is how far apart they are. */
const FIRST_LOOK_MS = 250;

export function createAppService({ version, host, dataDir, settings, policy }: AppServiceOptions): ServiceOf<'app'> {
  return {
    info: async () => ({
      version,
      mode: host.mode,
      platform: process.platform,
      arch: process.arch,
      nodeVersion: process.versions.node,
      dataDir,
      canOpenFolders: host.openFolder !== undefined,
      notices: [...settings.notices, ...policyNotice(policy)],
    }),
    settings: (_, signal) => followSettings(settings, signal),
    updateSettings: (change) => settings.update(change),
    hostUsage: (_, signal) => followUsage(signal),
    async showMenu({ commands }) {
      host.menu?.show(commands);
    },
    menuChoices: (_, signal) => followChoices(host.menu, signal),
  };
}

/** Whoever manages the computer has to hear of a mistake through the person who sees it. */
const policyNotice = ({ file, problems }: PolicyStatus): readonly string[] =>
  problems.length === 0
    ? []
    : [`${file} cannot be used as it is, and what is wrong in it sets nothing. ${problems.join(' ')}`];

async function* followSettings(store: SettingsStore, signal: AbortSignal): AsyncGenerator<Settings> {
  let changed = () => {};
  const unsubscribe = store.subscribe(() => changed());
  signal.addEventListener('abort', () => changed(), { once: true });
  try {
    for (let sent: Settings | undefined; !signal.aborted;) {
      const current = store.current();
      if (current !== sent) yield (sent = current);
      else await new Promise<void>((resolve) => (changed = resolve));
    }
  } finally {
    unsubscribe();
  }
}

async function* followChoices(menu: Host['menu'], signal: AbortSignal): AsyncGenerator<{ readonly commandId: string }> {
  const chosen: string[] = [];
  let wake = () => {};
  const stop = menu?.onChoice((commandId) => {
    chosen.push(commandId);
    wake();
  });
  signal.addEventListener('abort', () => wake(), { once: true });
  try {
    while (!signal.aborted) {
      const commandId = chosen.shift();
      if (commandId !== undefined) yield { commandId };
      else await new Promise<void>((resolve) => (wake = resolve));
    }
  } finally {
    stop?.();
  }
}

async function* followUsage(signal: AbortSignal): AsyncGenerator<HostUsage> {
  let before = cpuTimes();
  let wait = FIRST_LOOK_MS;
  for (;;) {
    await pause(wait, undefined, { signal }).catch(() => {});
    if (signal.aborted) return;
    wait = USAGE_EVERY_MS;
    const now = cpuTimes();
    const total = now.total - before.total;
    const cpuPercent = total > 0 ? (100 * (now.busy - before.busy)) / total : 0;
    before = now;
    const memoryTotalBytes = os.totalmem();
    // On Linux this is MemAvailable: what the cache would give back counts as free.
    yield { at: Date.now(), cpuPercent, memoryUsedBytes: memoryTotalBytes - os.freemem(), memoryTotalBytes };
  }
}

function cpuTimes(): { readonly busy: number; readonly total: number } {
  let total = 0;
  let idle = 0;
  for (const { times } of os.cpus()) {
    for (const ms of Object.values(times)) total += ms;
    idle += times.idle;
  }
  return { busy: total - idle, total };
}
