import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { app, BrowserWindow, dialog, ipcMain, MessageChannelMain, protocol, session, shell } from 'electron';
import { toAppError } from '../contract/errors.ts';
import { ensureEngine } from '../main/ensureEngine.ts';
import { createGantry, type Gantry } from '../main/gantry.ts';
import { loadStaticFiles } from '../main/server/staticFiles.ts';
import { dataDirFor, makeDataDir } from '../main/storage/dataDir.ts';
import { takeLock } from '../main/storage/lock.ts';
import { createDesktopHost } from './host/desktopHost.ts';
import { createDesktopMenu } from './menu/desktopMenu.ts';
import { createDesktop } from './desktop.ts';
import { openedByArguments } from '../main/shell/openPath.ts';
import { SCHEME } from './page/address.ts';
import { guardContents, guardSession } from './page/guard.ts';
import { FILES, OPEN, openDroppedFiles, takeChosenFiles } from './page/chosenFiles.ts';
import { answerPage } from './page/pageProtocol.ts';
import { CONNECT, handOverPort } from './page/port.ts';
import { placeInArguments } from './tray/tasks.ts';
import { createAppUpdates } from './updates/appUpdates.ts';
import { openMainWindow } from './windows/mainWindow.ts';

const beside = (file: string) => fileURLToPath(new URL(file, import.meta.url));
const dataDir = dataDirFor(process.env);
const ending = new AbortController();

app.enableSandbox();
app.setPath('userData', path.join(dataDir, 'window'));
protocol.registerSchemesAsPrivileged([
  { scheme: SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
]);
app.on('web-contents-created', (_event, contents) => guardContents(contents, (url) => void shell.openExternal(url)));

// macOS says what is to be opened before there is anything to open it with.
const early: string[] = [];
let take = (opened: string): void => void early.push(opened);
for (const event of ['open-url', 'open-file'] as const) {
  app.on(event as 'open-url', (asked, opened) => {
    asked.preventDefault();
    take(opened);
  });
}

if (app.requestSingleInstanceLock()) run().catch(giveUp);
else app.quit(); // the first copy shows its window

async function run(): Promise<void> {
  await app.whenReady();
  await makeDataDir(dataDir);
  const taken = await takeLock(dataDir);
  if ('heldBy' in taken) {
    const { pid, address } = taken.heldBy;
    const where = address ? `in a browser (${address}, process ${pid})` : `as process ${pid}`;
    throw new Error(`Gantry runs already ${where}. End it first.`);
  }

  guardSession(session.defaultSession);
  const files = await loadStaticFiles(beside('../renderer'));
  protocol.handle(SCHEME, (request) => answerPage(files, request));

  const gantry = await createGantry({
    version: app.getVersion(),
    dataDir,
    resourcesDir: app.isPackaged ? process.resourcesPath : undefined,
    env: process.env,
    host: createDesktopHost({
      menu: createDesktopMenu(),
      updates: await createAppUpdates(),
      downloadsDir: app.getPath('downloads'),
      async askForFile(defaultPath) {
        const { canceled, filePath } = await dialog.showSaveDialog({ defaultPath });
        return canceled ? undefined : filePath;
      },
      openPath: (folder) => shell.openPath(folder),
    }),
    ...contextOption(),
  });
  ipcMain.on(CONNECT, ({ senderFrame }) => {
    handOverPort(gantry.handlers, senderFrame, () => new MessageChannelMain());
  });
  ipcMain.handle(FILES, ({ senderFrame }, ...said) => takeChosenFiles(gantry, senderFrame, ...said));

  ipcMain.on(OPEN, ({ senderFrame }, paths: unknown) => void openDroppedFiles(gantry, senderFrame, paths));

  const icon = beside('../../resources/icons/256x256.png');
  const open = () =>
    openMainWindow({
      preload: beside('preload.cjs'),
      stateFile: path.join(dataDir, 'window.json'),
      icon,
    });
  const show = (place?: string) => {
    if (place !== undefined) gantry.goTo(place);
    const [window] = BrowserWindow.getAllWindows();
    if (!window) return void open().catch(giveUp);
    if (window.isMinimized()) window.restore();
    window.show();
    window.focus();
  };
  const openAll = (args: readonly string[], cwd: string) => {
    for (const opened of openedByArguments(args, cwd)) {
      if ('link' in opened) gantry.openLink(opened.link);
      else void gantry.openFile(opened.file);
    }
    const place = placeInArguments(args);
    if (place !== undefined) gantry.goTo(place);
  };
  const args = ownArguments(process.argv);
  const desktop = await createDesktop({ gantry, icon, show, args, signal: ending.signal });
  closeBeforeQuit(gantry, {
    release: () => taken.lock.release(),
    mayQuit: desktop.mayQuit,
    stay: () => desktop.hasWindow() || show(),
  });
  take = (opened) => {
    openAll([opened], '/');
    show();
  };
  openAll([...args, ...early], process.cwd());
  if (app.isPackaged) app.setAsDefaultProtocolClient(SCHEME);
  app.on('second-instance', (_event, argv, cwd) => {
    openAll(ownArguments(argv), cwd);
    show();
  });
  app.on('activate', () => show());
  app.on('window-all-closed', () => {
    if (!desktop.staysOpen()) app.quit();
  });
  ensureEngine(gantry.handlers, { ...contextOption(), say: () => {} }, ending.signal).catch(() => {}); // the window shows how the engine is
  if (!desktop.startsHidden) await open();
}

/** Without the program, and from its sources without the folder that Electron is given; Chromium adds options of its own. */
function ownArguments(argv: readonly string[]): string[] {
  return argv.slice(app.isPackaged ? 1 : 2);
}

function contextOption(): { readonly contextName?: string } {
  const args = ownArguments(process.argv);
  const { context } = parseArgs({ args, options: { context: { type: 'string' } }, strict: false }).values;
  return typeof context === 'string' && context ? { contextName: context } : {};
}

interface Ending {
  readonly release: () => Promise<void>;
  readonly mayQuit: () => Promise<boolean>;
  /** The person wants to go on. */
  readonly stay: () => unknown;
}

/** The person is asked what becomes of containers; streams, terminals and unsaved settings are brought to an end. */
function closeBeforeQuit(gantry: Gantry, { release, mayQuit, stay }: Ending): void {
  let isAsking = false;
  const end = async () => {
    isAsking = true;
    const mayEnd = await mayQuit().finally(() => (isAsking = false));
    if (!mayEnd) return stay();
    ending.abort();
    await gantry
      .close()
      .then(release)
      .catch(() => {});
    app.quit();
  };
  app.on('before-quit', (event) => {
    if (ending.signal.aborted) return;
    event.preventDefault();
    if (!isAsking) end().catch(giveUp);
  });
}

function giveUp(thrown: unknown): void {
  const error = toAppError(thrown);
  dialog.showErrorBox('Gantry could not start', `${error.message}\n${'hint' in error ? (error.hint ?? '') : ''}`);
  app.exit(1);
}
