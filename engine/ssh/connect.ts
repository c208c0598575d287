import { createConnection } from 'node:net';
import { homedir, userInfo } from 'node:os';
import type { Duplex } from 'node:stream';
import ssh2, { type Client, type ConnectConfig } from 'ssh2';
import { parseSshAddress, type SshAddress } from './address.ts';
import { Authentication } from './authenticate.ts';
import { type HostSettings, resolveHost } from './config/resolve.ts';
import { type SshConnection, SshLink } from './connection.ts';
import { SshFailure, sshFailure } from './problem.ts';
import type { SshPrompts } from './prompts.ts';
import type { SecretMemory } from './secrets.ts';
import { knownHostsOf, preferKnown, verifyHostKey } from './verifyHostKey.ts';

const CONNECT_TIMEOUT_MS = 15_000;
const KEEP_ALIVE_MS = 15_000;
/** A machine gives a person two minutes; whoever answers later is connected again, with the answer. */
const MAX_LATE_ANSWERS = 3;
const MAX_JUMPS = 8;

/** ssh2's own order, without what nobody should use any more. */
const HOST_KEY_ALGORITHMS = [
  'ssh-ed25519',
  'ecdsa-sha2-nistp256',
  'ecdsa-sha2-nistp384',
  'ecdsa-sha2-nistp521',
  'rsa-sha2-512',
  'rsa-sha2-256',
];

export interface SshOptions {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly prompts: SshPrompts;
  readonly secrets: SecretMemory;
  readonly signal?: AbortSignal;
  /** A machine of our own making: its only key and ours. Then no configuration, agent or known_hosts is read. */
  readonly pinned?: { readonly hostKey: string; readonly privateKey: string };
  /** Where it listens, if that is not a TCP port. */
  readonly socketPath?: string;
}

/**
 * Opens one connection, by way of the machines of `ProxyJump`. Rejects with `SshFailure`. Close what it gives; a
 * connection that ends by itself says so in `closed`.
 */
export async function connectSsh(address: SshAddress, options: SshOptions): Promise<SshConnection> {
  for (let late = 0; ; late++) {
    try {
      return await throughJumps(address, options, []);
    } catch (thrown) {
      if (!(thrown instanceof LateAnswer)) throw thrown;
      if (late >= MAX_LATE_ANSWERS) throw thrown.failure;
    }
  }
}

/** The other side had hung up before the person answered; what was answered is remembered. */
class LateAnswer extends Error {
  readonly failure: SshFailure;
  constructor(failure: SshFailure) {
    super(failure.message);
    this.failure = failure;
  }
}

async function throughJumps(address: SshAddress, options: SshOptions, on: readonly string[]): Promise<SshConnection> {
  const settings = settingsOf(address, options);
  const name = `${settings.user}@${settings.hostName}:${settings.port}`;
  if (settings.proxyCommand !== undefined) throw new SshFailure(settings.hostName, { type: 'proxy-command' });
  const opened: SshConnection[] = [];
  try {
    let sock: Duplex | undefined;
    for (const jump of on.includes(name) || on.length > MAX_JUMPS ? [] : settings.jumps) {
      const to = parseSshAddress(jump.startsWith('ssh://') ? jump : `ssh://${jump}`);
      if (!to) throw new SshFailure(jump, { type: 'unknown-name' });
      const before = opened.at(-1);
      // Of a chain only the first machine is reached by its own way; the others through the one before.
      const connection = before
        ? await hop(settingsOf(to, options), options, await throughTo(before, settingsOf(to, options), options))
        : await throughJumps(to, options, [...on, name]);
      opened.push(connection);
    }
    const last = opened.at(-1);
    if (last) sock = await throughTo(last, settings, options);
    return await hop(settings, options, sock, opened);
  } catch (thrown) {
    for (const connection of opened.reverse()) connection.close();
    throw thrown;
  }
}

/** A machine on the way may wait for minutes for one that is switched off: whoever waits for it is told sooner. */
async function throughTo(
  connection: SshConnection,
  { hostName, port, connectTimeoutMs = CONNECT_TIMEOUT_MS }: HostSettings,
  { signal }: SshOptions,
): Promise<Duplex> {
  const given = new AbortController();
  const gaveUp = new Promise<never>((_resolve, reject) => {
    const timer = setTimeout(() => reject(new SshFailure(hostName, { type: 'timeout' })), connectTimeoutMs);
    given.signal.addEventListener('abort', () => clearTimeout(timer));
    const cancel = () => reject(new SshFailure(hostName, { type: 'lost' }));
    if (signal?.aborted) cancel();
    signal?.addEventListener('abort', cancel, { signal: given.signal });
  });
  const opening = connection.openTcp(hostName, port).catch((thrown: Error) => {
    const said = thrown instanceof SshFailure ? thrown.said : thrown.message;
    throw new SshFailure(connection.host, { type: 'jump-refused', to: `${hostName}:${port}` }, said);
  });
  opening.catch(() => {}); // it ends with the connection, and may be waited for no longer
  return Promise.race([opening, gaveUp]).finally(() => given.abort());
}

function settingsOf({ host, user, port }: SshAddress, { env, pinned }: SshOptions): HostSettings {
  const home = env['HOME'] || env['USERPROFILE'] || homedir();
  const localUser = env['USER'] || env['USERNAME'] || userInfo().username;
  const question = { host, user, port, home, localUser };
  if (!pinned) return resolveHost(question);
  // A folder that cannot be there: nothing is read.
  return { ...resolveHost({ ...question, home: '/dev/null', systemConfig: '/dev/null' }), knownHostsFiles: [] };
}

/** One machine: key exchange, host key, signing in. */
async function hop(
  settings: HostSettings,
  options: SshOptions,
  sock: Duplex | undefined,
  beneath: readonly SshConnection[] = [],
): Promise<SshConnection> {
  const { prompts, secrets, env, signal, pinned } = options;
  const { hostName, port, user } = settings;
  const client: Client = new ssh2.Client();
  const asking = new AbortController();
  const stopAsking = () => asking.abort();
  const cancel = () => end(new SshFailure(hostName, { type: 'lost' }));
  const attempt = new AbortController();
  signal?.addEventListener('abort', stopAsking);
  let ended: SshFailure | undefined;
  let answering: Promise<unknown> | undefined;
  let timer: NodeJS.Timeout | undefined;
  const patience = settings.connectTimeoutMs ?? CONNECT_TIMEOUT_MS;

  const end = (failure: SshFailure) => {
    ended ??= failure;
    client.destroy();
    sock?.destroy();
  };
  /** The clock stands still while a person thinks. */
  const patiently = <T>(work: Promise<T>): Promise<T> => {
    clearTimeout(timer);
    return work.finally(() => !ended && startClock());
  };
  const startClock = () => {
    clearTimeout(timer);
    timer = setTimeout(() => end(new SshFailure(hostName, { type: 'timeout' })), patience);
  };
  const asked = <T>(question: Promise<T>): Promise<T> => {
    answering = patiently(question);
    answering.catch(() => {});
    return question;
  };

  const authentication = new Authentication({
    ...{ settings, env, secrets },
    ask: (question) => asked(prompts.askSecret(question, asking.signal)),
    privateKey: pinned?.privateKey,
    signal: attempt.signal,
    patiently,
    onEnd: end,
  });
  const hostKey = pinned && Buffer.from(pinned.hostKey.split(' ')[1] ?? '', 'base64');
  const known = pinned ? [] : knownHostsOf(settings);
  const config: ConnectConfig = {
    username: user,
    readyTimeout: 0,
    keepaliveInterval: settings.keepAliveMs ?? KEEP_ALIVE_MS,
    keepaliveCountMax: 3,
    strictVendor: false, // dropbear can do it too
    algorithms: { serverHostKey: preferKnown(known, HOST_KEY_ALGORITHMS) as 'ssh-ed25519'[] },
    hostVerifier: (key: Buffer, verify: (isTaken: boolean) => void) => {
      const confirm = (question: Parameters<SshPrompts['confirmHostKey']>[0]) =>
        asked(prompts.confirmHostKey(question, asking.signal));
      verifyHostKey(key, { settings, pinned: hostKey, confirm }).then(
        () => verify(true),
        (thrown: unknown) => end(sshFailure(hostName, thrown)),
      );
    },
    authHandler: authentication.handler,
  };

  try {
    signal?.throwIfAborted();
    await new Promise<void>((resolve, reject) => {
      let failed: Error | undefined;
      client.on('ready', () => resolve());
      client.on('error', (error: Error & { level?: string }) => {
        if (error.level === 'agent') return; // the next key is tried
        failed ??= error;
        reject(error);
      });
      client.on('close', () => reject(failed ?? new Error('The other side closed the connection.')));
      client.on('connect', () => client.setNoDelay(true));
      signal?.addEventListener('abort', cancel);
      startClock();
      const socket = sock ?? (options.socketPath === undefined ? undefined : createConnection(options.socketPath));
      client.connect({ ...config, ...(socket ? { sock: socket } : { host: hostName, port }) });
    });
    client.setNoDelay(true);
    return new SshLink({ client, host: hostName, user, beneath });
  } catch (thrown) {
    client.on('error', () => {});
    client.destroy();
    sock?.destroy();
    if (signal?.aborted) throw new SshFailure(hostName, { type: 'lost' });
    if (ended) throw ended;
    const failure = isAuthFailure(thrown) ? authentication.failure : sshFailure(hostName, thrown);
    if (answering) {
      const before = answering;
      answering = undefined;
      const wasOpen = await isPending(before);
      await before.catch(() => {});
      if (ended) throw ended;
      if (wasOpen && !signal?.aborted) throw new LateAnswer(failure);
    }
    throw failure;
  } finally {
    clearTimeout(timer);
    // What is open is whoever's it was given to; a signal that lives long keeps nothing of it.
    signal?.removeEventListener('abort', stopAsking);
    signal?.removeEventListener('abort', cancel);
    attempt.abort();
  }
}

const isPending = async (promise: Promise<unknown>): Promise<boolean> => {
  const open = Symbol('open');
  const first = await Promise.race([promise.catch(() => undefined), new Promise((tell) => setImmediate(tell, open))]);
  return first === open;
};

const isAuthFailure = (thrown: unknown) => {
  const { level, message = '' } = thrown as { level?: string; message?: string };
  return level === 'client-authentication' || /too many authentication failures/i.test(message);
};
