// Stands in for Electron, whose binary is not everywhere: takes whatever the app asks of it, writes down what is asked,
// and then does to the app what a hostile page, frame, link or other program could do. Prints what came of it.
import { EventEmitter } from 'node:events';
import { tmpdir } from 'node:os';

const report = { windows: [], loaded: [], openedOutside: [], sandboxed: false, schemes: [], appPaths: {} };
const { MARK, HOSTILE } = JSON.parse(process.env.STAND_IN);

/** Anything: can be called, made anew, read and waited for. Parts of Electron that do not matter here are this. */
function anything() {
  return new Proxy(function () {}, {
    get: (_, name) => (name === 'then' || typeof name === 'symbol' ? undefined : anything()),
    apply: () => anything(),
    construct: () => anything(),
    set: () => true,
  });
}
const orAnything = (known) =>
  new Proxy(known, {
    get: (target, name) => (name in target || name === 'then' ? Reflect.get(target, name) : anything()),
  });

const appEvents = new EventEmitter();
const app = orAnything({
  on: (...args) => (appEvents.on(...args), app),
  once: (...args) => (appEvents.once(...args), app),
  whenReady: () => Promise.resolve(),
  requestSingleInstanceLock: () => true,
  isPackaged: false,
  getVersion: () => '1.0.0',
  getPath: () => tmpdir(),
  setPath: (name, value) => (report.appPaths[name] = value),
  getPreferredSystemLanguages: () => ['en'],
  getLocale: () => 'en',
  getName: () => 'Gantry',
  getLoginItemSettings: () => ({ openAtLogin: false }),
  enableSandbox: () => (report.sandboxed = report.windows.length === 0),
  commandLine: { appendSwitch: (...words) => (report.switches ??= []).push(words), hasSwitch: () => false },
  quit: () => process.exit(0),
  exit: (code) => process.exit(code),
});

const windows = [];
const area = { x: 0, y: 0, width: 1920, height: 1080 };
class BrowserWindow {
  static getAllWindows = () => windows;
  static getFocusedWindow = () => windows[0] ?? null;
  constructor(options) {
    report.windows.push(options);
    this.webContents = orAnything({ on() {}, once() {}, send() {}, mainFrame: orAnything({ url: 'gantry://app/' }) });
    const window = orAnything(this);
    windows.push(window);
    return window;
  }
  on() {}
  once() {}
  maximize() {}
  isMinimized = () => false;
  isMaximized = () => false;
  isVisible = () => true;
  isDestroyed = () => false;
  getNormalBounds = () => area;
  getBounds = () => area;
  async loadURL(url) {
    report.loaded.push(url);
    if (report.loaded.length === 1) setTimeout(() => attack().then(end, end), 500);
  }
  async loadFile(file) {
    report.loaded.push(`file:${file}`);
  }
}

const display = { workArea: area, bounds: area, scaleFactor: 1, id: 1 };
const screen = orAnything({ getPrimaryDisplay: () => display, getAllDisplays: () => [display], on() {} });
const permissions = {};
const session = {
  defaultSession: orAnything({
    setPermissionRequestHandler: (handler) => (permissions.request = handler),
    setPermissionCheckHandler: (handler) => (permissions.check = handler),
    setDevicePermissionHandler: (handler) => (permissions.device = handler),
  }),
};
const schemes = new Map();
const protocol = orAnything({
  registerSchemesAsPrivileged: (list) => report.schemes.push(...list),
  handle: (scheme, handler) => schemes.set(scheme, handler),
});
const said = new Map();
const asked = new Map();
const ipcMain = orAnything({
  on: (channel, listener) => said.set(channel, listener),
  handle: (channel, listener) => asked.set(channel, listener),
});
class MessageChannelMain {
  port1 = orAnything({});
  port2 = orAnything({});
}
const shell = orAnything({
  openExternal: async (url) => void report.openedOutside.push(url),
  openPath: async (file) => (report.openedOutside.push(file), ''),
});

function navigate() {
  const listeners = new EventEmitter();
  let opener = () => ({ action: 'allow' });
  const contents = orAnything({
    on: (...args) => listeners.on(...args),
    once: (...args) => listeners.once(...args),
    setWindowOpenHandler: (handler) => (opener = handler),
    getType: () => 'window',
  });
  appEvents.emit('web-contents-created', {}, contents);
  const isStopped = (event, url) => {
    let stopped = false;
    listeners.emit(event, { url, isMainFrame: true, preventDefault: () => (stopped = true) }, url);
    return stopped;
  };
  return HOSTILE.addresses.map((url) => {
    report.openedOutside = [];
    const stopped = ['will-navigate', 'will-redirect', 'will-frame-navigate'].map((event) => isStopped(event, url));
    return {
      url,
      stays: stopped.every(Boolean),
      window: opener({ url, frameName: '', features: '' }).action,
      webview: isStopped('will-attach-webview', url) ? 'refused' : 'attached',
      openedOutside: report.openedOutside.splice(0),
    };
  });
}

function permit() {
  return HOSTILE.permissions.map((permission) => {
    let granted;
    permissions.request(orAnything({}), permission, (is) => (granted = is), { requestingUrl: 'gantry://app/' });
    const checked = permissions.check(orAnything({}), permission, 'gantry://app', {});
    return { permission, granted, checked, device: permissions.device({}) };
  });
}

/** What a frame that is not our page gets by each channel: a port, an answer other than no. */
async function speakFrom(frame) {
  const got = [];
  const senderFrame = frame && { ...frame, postMessage: (...words) => got.push(words[0]) };
  const event = {
    senderFrame,
    sender: orAnything({ postMessage: (channel) => got.push(channel) }),
    reply: () => got.push('reply'),
  };
  for (const [channel, listener] of said) {
    try {
      await listener(event, ...HOSTILE.message);
    } catch {
      // Refused.
    }
    if (event.returnValue) got.push(channel);
  }
  for (const [channel, listener] of asked) {
    const answer = await Promise.resolve()
      .then(() => listener(event, ...HOSTILE.message))
      .catch(() => false);
    if (answer) got.push(channel);
  }
  return got;
}

async function fetchPages() {
  const pages = [];
  for (const url of HOSTILE.pages) {
    const response = await schemes.get('gantry')({ url, method: 'GET', headers: new Headers() });
    pages.push({ url, status: response.status, policy: response.headers.get('content-security-policy') });
  }
  return pages;
}

async function attack() {
  report.navigation = navigate();
  report.permissions = permit();
  report.frames = [];
  for (const frame of HOSTILE.frames) report.frames.push({ frame, got: await speakFrom(frame) });
  report.channels = [...said.keys(), ...asked.keys()];
  report.ours = await speakFrom({ url: 'gantry://app/#/containers', parent: null });
  report.pages = await fetchPages();
  // Other programs hand over links and files: by a second start, or as macOS does.
  report.openedOutside = [];
  for (const link of HOSTILE.links) {
    appEvents.emit('second-instance', { preventDefault() {} }, ['gantry', link], tmpdir(), {});
    appEvents.emit('open-url', { preventDefault() {} }, link);
  }
  await new Promise((resolve) => setTimeout(resolve, 300));
  report.afterLinks = { loaded: report.loaded, openedOutside: report.openedOutside, windows: report.windows.length };
}

function end(error) {
  report.failed = error?.stack;
  process.stdout.write(`${MARK}${JSON.stringify(report)}\n`, () => process.exit(0));
}

export const electron = orAnything({
  ...{ app, BrowserWindow, screen, session, protocol, ipcMain, MessageChannelMain, shell },
  nativeTheme: orAnything({ shouldUseDarkColors: false, on() {} }),
});
