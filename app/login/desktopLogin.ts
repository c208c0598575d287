import { mkdir, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { app } from 'electron';
import type { DesktopChoices } from '../../contract/model/shell.ts';
import { applyLogin } from './loginItem.ts';

/** From its sources the app is not opened at login: it would be by whatever Electron it is run with. */
export async function applyDesktopLogin(choices: DesktopChoices): Promise<void> {
  if (!app.isPackaged) return;
  const config = process.env['XDG_CONFIG_HOME'];
  const folder = path.join(
    config && path.isAbsolute(config) ? config : path.join(os.homedir(), '.config'),
    'autostart',
  );
  const entry = path.join(folder, 'gantry.desktop');
  await applyLogin(choices, {
    platform: process.platform,
    setLoginItem: (settings) => app.setLoginItemSettings(settings),
    async writeEntry(text) {
      await mkdir(folder, { recursive: true });
      await writeFile(entry, text);
    },
    removeEntry: () => rm(entry, { force: true }),
    // Of an AppImage the program itself is in a place that is gone with it.
    program: process.env['APPIMAGE'] ?? process.execPath,
  });
}
