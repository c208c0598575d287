import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { app as contract } from '../../contract/services/app.ts';
import { connect } from '../../contract/rpc/connect.ts';
import { memoryPipe } from '../../contract/rpc/memory.ts';
import { serve } from '../../contract/rpc/serve.ts';
import type { PolicyStatus } from '../../contract/model/settingPath.ts';
import type { Host } from '../host.ts';
import { openSettings, type SettingsStore } from '../storage/settings.ts';
import { createAppService } from './app.ts';

let dataDir: string;
let settings: SettingsStore;
let policy: PolicyStatus = { locked: [], problems: [] };
beforeEach(async () => {
  dataDir = await mkdtemp(path.join(os.tmpdir(), 'gantry-app-'));
  settings = await openSettings(dataDir);
});
afterEach(async () => {
  await settings.close();
  await rm(dataDir, { recursive: true });
});

function client(host: Pick<Host, 'mode' | 'menu' | 'openFolder'> = { mode: 'browser' }) {
  const [a, b] = memoryPipe();
  serve({ app: contract }, { app: createAppService({ version: '1.2.3', host, dataDir, settings, policy }) }, b);
  return connect({ app: contract }, a).app;
}

test('it says what it is', async () => {
  expect(await client().info({})).toMatchObject({
    version: '1.2.3',
    mode: 'browser',
    dataDir,
    notices: [],
    canOpenFolders: false,
  });
  const opens = { mode: 'desktop', openFolder: async () => {} } as const;
  expect(await client(opens).info({})).toMatchObject({ mode: 'desktop', canOpenFolders: true });
});

test('settings are told as they are, then after each change, whoever makes it', async () => {
  const app = client();
  const themes: string[] = [];
  for await (const { theme } of app.settings({})) {
    themes.push(theme);
    if (themes.length === 1) void app.updateSettings({ theme: 'dark' });
    if (themes.length === 2) void settings.update({ theme: 'light' });
    if (themes.length === 3) break;
  }
  expect(themes).toEqual(['system', 'dark', 'light']);
});

test('the usage of this machine is plausible', async () => {
  for await (const { cpuPercent, memoryUsedBytes, memoryTotalBytes } of client().hostUsage({})) {
    expect(cpuPercent).toBeGreaterThanOrEqual(0);
    expect(cpuPercent).toBeLessThanOrEqual(100);
    expect(memoryUsedBytes).toBeGreaterThan(0);
    expect(memoryTotalBytes).toBe(os.totalmem());
    expect(memoryUsedBytes).toBeLessThan(memoryTotalBytes);
    break;
  }
  expect.hasAssertions();
});

test('the interface fills the application menu, and hears what is chosen there', async () => {
  const listeners = new Set<(commandId: string) => void>();
  const shown: string[] = [];
  const app = client({
    mode: 'desktop',
    menu: {
      show: (commands) => void shown.push(...commands.map(({ title }) => title)),
      onChoice(listener) {
        listeners.add(listener);
        queueMicrotask(() => listener('palette.open'));
        return () => listeners.delete(listener);
      },
    },
  });
  await app.showMenu({ commands: [{ id: 'palette.open', title: 'Search', section: 'General' }] });
  expect(shown).toEqual(['Search']);
  for await (const { commandId } of app.menuChoices({})) {
    expect(commandId).toBe('palette.open');
    break;
  }
  await expect.poll(() => listeners.size).toBe(0);
});

test('what is wrong in the managed file of this computer is said', async () => {
  policy = { file: '/etc/gantry/policy.json', locked: [], problems: ['“colour” is no setting.'] };
  const { notices } = await client().info({});
  expect(notices).toEqual([expect.stringMatching(/^\/etc\/gantry\/policy\.json .*“colour” is no setting\.$/)]);
});
