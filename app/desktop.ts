import { app, BrowserWindow, globalShortcut, Notification, shell } from 'electron';
import type { Gantry } from '../main/gantry.ts';
import { applyDesktopLogin } from './login/desktopLogin.ts';
import { applyGlobalShortcut } from './login/globalShortcut.ts';
import { startsHidden } from './login/loginItem.ts';
import { followNotifications } from './notifications/desktopNotifications.ts';
import { isWebLink } from './page/address.ts';
import { askQuit } from './quit/askQuit.ts';
import { countRunning } from './quit/countRunning.ts';
import { prepareQuit } from './quit/quitQuestion.ts';
import { currentSettings, followSettings } from './settings.ts';
import { t, speakLanguageOf } from './texts/texts.ts';
import { createDesktopTray } from './tray/desktopTray.ts';
import { followTray } from './tray/followTray.ts';
import { jumpListTasks } from './tray/tasks.ts';
import { createTrayActions } from './tray/trayActions.ts';
import type { TrayModel } from './tray/trayModel.ts';

const OWN_ENGINE = 'gantry';

interface DesktopParts {
  readonly gantry: Gantry;
  readonly icon: string;
  /** Brings the window to the front, at a place where one is given. */
  readonly show: (place?: string) => void;
  readonly args: readonly string[];
  readonly signal: AbortSignal;
}

/** What the app is on the desktop besides its window: tray, notifications, login, one shortcut; and the end of it. */
export async function createDesktop({ gantry, icon, show, args, signal }: DesktopParts) {
  const { handlers } = gantry;
  let settings = await currentSettings(handlers);
  speakLanguageOf(settings.language, app.getPreferredSystemLanguages());
  let model: TrayModel | undefined;
  let ownState: TrayModel['own'];
  const tell = (title: string, body: string) => new Notification({ title, body }).show();
  const actions = createTrayActions({
    handlers,
    context: () => model?.context,
    stopTimeoutSeconds: () => settings.stopTimeoutSeconds,
    tell,
    shell: {
      show,
      openAddress: (address) => void (isWebLink(address) && shell.openExternal(address)),
      quit: () => app.quit(),
    },
  });
  const tray = createDesktopTray(icon, actions);
  followTray(handlers, (next) => tray?.show((model = next)), signal);
  const quietly = (work: Promise<void>) => void work.catch(() => {}); // ends with the app
  quietly(
    (async () => {
      for await (const { state } of handlers.engine.watch({}, signal)) ownState = state.type;
    })(),
  );
  quietly(followNotifications(handlers, show, signal));
  quietly(
    followSettings(
      handlers,
      (all) => all,
      (all) => void (settings = all),
      signal,
    ),
  );
  quietly(
    followSettings(
      handlers,
      ({ language }) => language,
      (language) => {
        speakLanguageOf(language, app.getPreferredSystemLanguages());
        if (model) tray?.show(model);
        if (process.platform === 'win32') app.setUserTasks(jumpListTasks(process.execPath));
      },
      signal,
    ),
  );
  quietly(
    followSettings(
      handlers,
      ({ desktop }) => desktop.opensAtLogin,
      () => quietly(applyDesktopLogin(settings.desktop)),
      signal,
    ),
  );
  quietly(
    followSettings(
      handlers,
      ({ desktop }) => desktop.globalShortcut,
      (wanted) => {
        if (applyGlobalShortcut(wanted, globalShortcut, () => show())) return;
        tell('Gantry', t('The shortcut {{wanted}} cannot be had: another program has it, or it is none.', { wanted }));
      },
      signal,
    ),
  );

  return {
    /** Closing the window is not the end of the app. */
    staysOpen: () => process.platform === 'darwin' || (settings.desktop.staysInTray && tray !== undefined),
    startsHidden: startsHidden(settings.desktop, args, tray !== undefined),
    /** False when the person wants to stay. */
    mayQuit: () =>
      prepareQuit({
        own: () => ownState ?? 'absent',
        runningCount: () => countRunning(handlers, OWN_ENGINE),
        choice: () => settings.desktop.onQuit,
        remember: (onQuit) => handlers.app.updateSettings({ desktop: { ...settings.desktop, onQuit } }, signal),
        ask: askQuit,
        stopEngine: () => handlers.engine.stop({}, signal),
      }),
    hasWindow: () => BrowserWindow.getAllWindows().length > 0,
  };
}
