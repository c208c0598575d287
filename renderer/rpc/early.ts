/**
 * Loaded before everything else, as a file of its own: takes the token out of the address, and has the WebSocket
 * connect and ask for what every page shows first, while the rest of the page is still on its way.
 */
import type { PROTOCOL } from '../../contract/rpc/transport.ts';

/** Written out, as this file imports nothing at run time; the compiler holds it to the original. */
const protocol: typeof PROTOCOL = 1;

const KEY = 'gantry.token';

const givenToken = () => /^#token=([\w-]+)$/.exec(location.hash)?.[1];

function takeToken(): string | undefined {
  const given = givenToken();
  if (!given) return sessionStorage.getItem(KEY) ?? undefined;
  // Out of the address at once: it would be in the history, in bookmarks and in screenshots.
  history.replaceState(history.state, '', location.pathname + location.search);
  sessionStorage.setItem(KEY, given);
  return given;
}

export const openSocket = () => new WebSocket(`${location.origin.replace(/^http/, 'ws')}/rpc`);

/** Absent where a test in plain Node imports this. */
const page: Location | undefined = globalThis.location;
/** `gantry:` is the address of the page in the desktop window: there a port is handed over instead. */
export const isDesktop = page?.protocol === 'gantry:';
const isBrowser = page !== undefined && !isDesktop;
export const token = isBrowser ? takeToken() : undefined;

const RELOADS = 'gantry.reloads';
const MOST_RELOADS = 5;
const RELOADS_MS = 15_000;

/**
 * A browser drops what it is fetching when a network of the machine comes or goes, as with each container that starts;
 * without one of its parts the page would stay blank. Tried again a few times, not for ever.
 */
function loadAgain(): void {
  if (isLeaving) return;
  const before = (sessionStorage.getItem(RELOADS) ?? '')
    .split(' ')
    .filter((at) => Date.now() - Number(at) < RELOADS_MS);
  if (before.length >= MOST_RELOADS) return;
  sessionStorage.setItem(RELOADS, [...before, Date.now()].join(' '));
  isLeaving = true;
  setTimeout(() => location.reload(), 100 * 2 ** before.length);
}
let isLeaving = false;

if (isBrowser) {
  const onError = ({ target }: Event) => {
    const isPart =
      target instanceof HTMLScriptElement || (target instanceof HTMLLinkElement && target.rel === 'stylesheet');
    if (isPart) loadAgain();
  };
  addEventListener('error', onError, true);
  // One that was dropped before this file ran has told nobody: all of them have been run by now, or never will be.
  addEventListener('load', () => {
    if (!hasBegun) loadAgain();
  });
}

// A new address pasted over an old one changes only the part behind the #: that alone loads nothing.
if (isBrowser) {
  addEventListener('hashchange', () => {
    if (!givenToken()) return;
    takeToken();
    location.reload();
  });
}

const CONTEXT_KEY = 'gantry.context';
/** What `docker` calls its engine where nobody has named another. */
const USUAL_CONTEXT = 'default';

/** The list that the next page opens with: asked for before it is known which context is selected. */
export function rememberContext(context: string): void {
  if (isBrowser) localStorage.setItem(CONTEXT_KEY, context);
}

interface EarlySocket {
  readonly socket: WebSocket;
  readonly requests: readonly EarlyRequest[];
  /** Hands over what has come so far, in order; call it once somebody listens. */
  readonly replay: () => void;
}

interface EarlyRequest {
  readonly id: number;
  readonly type: 'request';
  readonly service: string;
  readonly method: string;
  readonly input: unknown;
}

let first = token ? openEarly(token) : undefined;
let hasBegun = false;

/** The first thing that the page asks for. */
export function takeEarlySocket(): EarlySocket | undefined {
  hasBegun = true;
  const early = first;
  first = undefined;
  return early;
}

function openEarly(key: string): EarlySocket {
  const context = localStorage.getItem(CONTEXT_KEY) ?? USUAL_CONTEXT;
  const request = (id: number, service: string, method: string, input: unknown): EarlyRequest => ({
    id,
    type: 'request',
    service,
    method,
    input,
  });
  const requests = [
    request(-1, 'contexts', 'watch', {}),
    request(-2, 'app', 'settings', {}),
    request(-3, 'containers', 'watch', { context }),
  ];
  const socket = openSocket();
  socket.binaryType = 'arraybuffer';
  const received: unknown[] = [];
  const keep = ({ data }: MessageEvent) => received.push(data);
  socket.addEventListener('message', keep);
  socket.addEventListener('open', () => {
    for (const message of [{ type: 'hello', protocol, token: key }, ...requests]) {
      socket.send(JSON.stringify(message));
    }
  });
  return {
    socket,
    requests,
    replay: () => {
      socket.removeEventListener('message', keep);
      for (const data of received) socket.dispatchEvent(new MessageEvent('message', { data }));
    },
  };
}
