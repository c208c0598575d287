import type { DesktopChoices } from '../../contract/model/shell.ts';

/** What the app is started with at login, so that it knows. */
export const HIDDEN = '--hidden';

/** The file that starts a program at login on Linux (the freedesktop.org autostart specification). */
export function autostartEntry(program: string): string {
  return [
    '[Desktop Entry]',
    'Type=Application',
    'Name=Gantry',
    `Exec=${quoted(program)} ${HIDDEN}`,
    'Icon=gantry',
    'X-GNOME-Autostart-enabled=true',
    'Terminal=false',
    '',
  ].join('\n');
}

/** As the Desktop Entry specification quotes: then a percent sign is no field either. */
const quoted = (text: string): string => `"${text.replaceAll(/["`$\\]/g, String.raw`\$&`).replaceAll('%', '%%')}"`;

interface LoginParts {
  readonly platform: NodeJS.Platform;
  /** Electron’s, on macOS and Windows. */
  readonly setLoginItem: (settings: { readonly openAtLogin: boolean; readonly args: string[] }) => void;
  readonly writeEntry: (text: string) => Promise<void>;
  readonly removeEntry: () => Promise<void>;
  readonly program: string;
}

/** Brings the system to what the person chose. */
export async function applyLogin({ opensAtLogin }: DesktopChoices, parts: LoginParts): Promise<void> {
  if (parts.platform !== 'linux') return parts.setLoginItem({ openAtLogin: opensAtLogin, args: [HIDDEN] });
  await (opensAtLogin ? parts.writeEntry(autostartEntry(parts.program)) : parts.removeEntry());
}

/** Without a window only where the person wants it, and where the system opened the app by itself. */
export const startsHidden = (
  { startsHidden: wanted }: DesktopChoices,
  args: readonly string[],
  hasTray: boolean,
): boolean => wanted && hasTray && args.includes(HIDDEN);
