import { z } from 'zod';
import { MenuCommand } from '../model/menu.ts';
import type { Settings } from '../model/settings.ts';
import { SettingsPatch } from '../model/settings.ts';
import type { AppInfo, HostUsage } from '../model/system.ts';
import { call, stream } from '../rpc/define.ts';

export const app = {
  info: call(z.object({})).returns<AppInfo>(),
  /** Begins with the settings as they are; one item after each change, whoever made it. */
  settings: stream(z.object({})).of<Settings>(),
  updateSettings: call(SettingsPatch).returns<void>(),
  hostUsage: stream(z.object({})).of<HostUsage>(),
  /** Puts these into the application menu, in place of those before. Without a window of our own it does nothing. */
  showMenu: call(z.object({ commands: z.array(MenuCommand).max(500) })).returns<void>(),
  /** What the person chooses there. */
  menuChoices: stream(z.object({})).of<{ readonly commandId: string }>(),
};
