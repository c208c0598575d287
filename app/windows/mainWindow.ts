import { BrowserWindow, nativeTheme, screen } from 'electron';
import { PAGE } from '../page/address.ts';
import { loadWindowState, MIN_SIZE, placeWindow, saveWindowState, type WindowState } from './windowState.ts';

const SAVE_AFTER_MS = 500;

interface WindowOptions {
  readonly preload: string;
  readonly stateFile: string;
  readonly icon: string;
}

/** The one window: opens where it was left, and remembers where it is. */
export async function openMainWindow({ preload, stateFile, icon }: WindowOptions): Promise<BrowserWindow> {
  const screens = [screen.getPrimaryDisplay(), ...screen.getAllDisplays()].map(({ workArea }) => workArea);
  const { isMaximized, ...bounds } = placeWindow(await loadWindowState(stateFile), screens);
  const window = new BrowserWindow({
    ...bounds,
    minWidth: MIN_SIZE.width,
    minHeight: MIN_SIZE.height,
    title: 'Gantry',
    icon,
    show: false, // until there is something to see
    backgroundColor: nativeTheme.shouldUseDarkColors ? '#141517' : '#ffffff',
    webPreferences: {
      preload,
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      webviewTag: false,
      navigateOnDragDrop: false,
      spellcheck: false,
    },
  });
  if (isMaximized) window.maximize();
  window.once('ready-to-show', () => window.show());
  remember(window, stateFile);
  await window.loadURL(PAGE);
  return window;
}

function remember(window: BrowserWindow, stateFile: string): void {
  let timer: NodeJS.Timeout | undefined;
  const save = () => {
    clearTimeout(timer);
    // The size to come back to, not that of a maximized or minimized window.
    const state: WindowState = { ...window.getNormalBounds(), isMaximized: window.isMaximized() };
    saveWindowState(stateFile, state).catch(() => {}); // it is a convenience
  };
  const soon = () => {
    clearTimeout(timer);
    timer = setTimeout(save, SAVE_AFTER_MS);
  };
  window.on('resize', soon);
  window.on('move', soon);
  window.on('close', save);
}
