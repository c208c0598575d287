import { app, Menu } from 'electron';
import type { MenuCommand } from '../../contract/model/menu.ts';
import type { Host } from '../../main/host.ts';
import { menuTemplate } from './template.ts';

/** The application menu, made anew from the commands that the interface shows. */
export function createDesktopMenu(): NonNullable<Host['menu']> {
  const listeners = new Set<(commandId: string) => void>();
  function show(commands: readonly MenuCommand[]) {
    const template = menuTemplate({
      commands,
      isMac: process.platform === 'darwin',
      isDevelopment: !app.isPackaged,
      choose: (commandId) => listeners.forEach((listener) => listener(commandId)),
    });
    Menu.setApplicationMenu(Menu.buildFromTemplate(template));
  }
  show([]);
  return {
    show,
    onChoice(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
