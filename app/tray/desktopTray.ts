import { app, Menu, nativeImage, Tray } from 'electron';
import type { TrayModel } from './trayModel.ts';
import { shortWays } from './tasks.ts';
import { stateWords, type TrayActions, trayTemplate } from './trayTemplate.ts';

/** The icon beside the clock, or in the menu bar. Undefined where the desktop has no place for one. */
export function createDesktopTray(icon: string, actions: TrayActions): { show(model: TrayModel): void } | undefined {
  const isMac = process.platform === 'darwin';
  const size = isMac ? 18 : 24;
  let tray: Tray;
  try {
    tray = new Tray(nativeImage.createFromPath(icon).resize({ width: size, height: size }));
  } catch {
    return undefined;
  }
  if (!isMac) tray.on('click', () => actions.show());
  if (isMac) {
    const ways = shortWays().map(({ title, place }) => ({ label: title, click: () => actions.show(place) }));
    app.dock?.setMenu(Menu.buildFromTemplate(ways));
  }
  return {
    show(model) {
      tray.setToolTip(`Gantry. ${stateWords(model)}`);
      tray.setContextMenu(Menu.buildFromTemplate(trayTemplate(model, actions)));
    },
  };
}
