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
import { SCHEME } from './page/address.ts';
import { guardContents, guardSession } from './page/guard.ts';
import { FILES, takeChosenFiles } from './page/chosenFiles.ts';
import { answerPage } from './page/pageProtocol.ts';
import { CONNECT, handOverPort } from './page/port.ts';
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
    env: process.env,
    host: createDesktopHost({
      menu: createDesktopMenu(),
      downloadsDir: app.getPath('downloads'),
      async askForFile(defaultPath) {
        const { canceled, filePath } = await dialog.showSaveDialog({ defaultPath });
        return canceled ? undefined : filePath;
      },
      openPath: (folder) => shell.openPath(folder),
    }),
    ...contextOption(),
  });
  closeBeforeQuit(gantry, () => taken.lock.release());
  ipcMain.on(CONNECT, ({ senderFrame }) => {
    handOverPort(gantry.handlers, senderFrame, () => new MessageChannelMain());
  });
  ipcMain.handle(FILES, ({ senderFrame }, ...said) => takeChosenFiles(gantry, senderFrame, ...said));

  const open = () =>
    openMainWindow({
      preload: beside('preload.cjs'),
      stateFile: path.join(dataDir, 'window.json'),
      icon: beside('../../resources/icons/256x256.png'),
    });
  const show = () => {
    const [window] = BrowserWindow.getAllWindows();
    if (!window) return void open().catch(giveUp);
    if (window.isMinimized()) window.restore();
    window.focus();
  };
  app.on('second-instance', show);
  app.on('activate', show);
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit();
  });
  ensureEngine(gantry.handlers, { ...contextOption(), say: () => {} }, ending.signal).catch(() => {}); // the window shows how the engine is
  await open();
}

function contextOption(): { readonly contextName?: string } {
  const args = process.argv.slice(app.isPackaged ? 1 : 2);
  const { context } = parseArgs({ args, options: { context: { type: 'string' } }, strict: false }).values;
  return typeof context === 'string' && context ? { contextName: context } : {};
}

/** Containers and the app's own engine go on; streams, terminals and unsaved settings are brought to an end first. */
function closeBeforeQuit(gantry: Gantry, release: () => Promise<void>): void {
  app.on('before-quit', (event) => {
    if (ending.signal.aborted) return;
    event.preventDefault();
    ending.abort();
    gantry
      .close()
      .then(release)
      .catch(() => {})
      .finally(() => app.quit());
  });
}

function giveUp(thrown: unknown): void {
  const error = toAppError(thrown);
  dialog.showErrorBox('Gantry could not start', `${error.message}\n${'hint' in error ? (error.hint ?? '') : ''}`);
  app.exit(1);
}
