import type { MenuItemConstructorOptions } from 'electron';
import type { MenuCommand } from '../../contract/model/menu.ts';
import { t } from '../texts/texts.ts';

interface TemplateOptions {
  readonly commands: readonly MenuCommand[];
  readonly isMac: boolean;
  readonly isDevelopment: boolean;
  readonly choose: (commandId: string) => void;
}

/**
 * The application menu: what every app has by the system's own roles, and between them the interface's commands, a
 * menu for each of their sections.
 */
export function menuTemplate({
  commands,
  isMac,
  isDevelopment,
  choose,
}: TemplateOptions): MenuItemConstructorOptions[] {
  const sections = [...new Set(commands.map(({ section }) => section))];
  return [
    ...(isMac ? [{ role: 'appMenu' } as const] : [{ role: 'fileMenu' } as const]),
    { role: 'editMenu' },
    ...sections.map((section) => ({
      label: section,
      submenu: commands.filter((command) => command.section === section).map((command) => item(command, choose)),
    })),
    {
      label: t('View'),
      submenu: [
        { role: 'resetZoom' },
        { role: 'zoomIn' },
        // The same key without Shift, as on most keyboards.
        { role: 'zoomIn', accelerator: 'CommandOrControl+=', visible: false, acceleratorWorksWhenHidden: true },
        { role: 'zoomOut' },
        { type: 'separator' },
        { role: 'togglefullscreen' },
        ...(isDevelopment ? [{ role: 'reload' } as const, { role: 'toggleDevTools' } as const] : []),
      ],
    },
    { role: 'windowMenu' },
  ];
}

function item(
  { id, title, shortcut, isEnabled }: MenuCommand,
  choose: (id: string) => void,
): MenuItemConstructorOptions {
  const accelerator = shortcut && acceleratorOf(shortcut);
  return {
    label: title.replaceAll('&', '&&'),
    enabled: isEnabled,
    click: () => choose(id),
    // The page listens for its shortcuts itself; the menu only shows them, or they would run twice.
    ...(accelerator && { accelerator, registerAccelerator: false }),
  };
}

const NAMES: Readonly<Record<string, string>> = {
  mod: 'CommandOrControl',
  ctrl: 'Control',
  alt: 'Alt',
  shift: 'Shift',
  meta: 'Super',
  esc: 'Escape',
  escape: 'Escape',
  enter: 'Enter',
  space: 'Space',
  plus: 'Plus',
  arrowup: 'Up',
  arrowdown: 'Down',
  arrowleft: 'Left',
  arrowright: 'Right',
};

/** `mod+k` as Electron writes it; nothing for a sequence (`g c`), which a menu cannot show. */
export function acceleratorOf(shortcut: string): string | undefined {
  if (shortcut.includes(' ')) return undefined;
  const keys = shortcut.toLowerCase().split('+');
  if (keys.some((key) => key === '')) return undefined;
  return keys.map((key) => NAMES[key] ?? key[0]?.toUpperCase() + key.slice(1)).join('+');
}
