import type { Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { AppFailure } from '../../../contract/errors.ts';
import { getVersion } from '../../native/engineApi.ts';
import { SecretMemory } from '../../ssh/secrets.ts';
import type { KeyPair, SshConnection } from '../../ssh/index.ts';
import type { GuestWarning, RunningVm, SharedFolder, VmDriver } from '../driver.ts';
import { cancelled, linkCause, silentEngine } from './causes.ts';
import { keepClock } from './clock.ts';
import type { GuestService } from './guestService.ts';
import { pinHostKey } from './identity.ts';
import { type GuestLink, createGuestLink } from './link.ts';
import type { VmEnginePaths } from './paths.ts';
import { publishPorts } from './ports/publish.ts';
import { openRelay } from './relay.ts';

/** A VM that runs, spoken to: its engine answers at the socket of the host. */
export interface Session {
  readonly vm: RunningVm;
  readonly link: GuestLink;
  readonly version: string;
  readonly apiVersion: string;
  readonly warnings: readonly GuestWarning[];
  /** Of the guest, as it says itself. */
  readonly guestVersion: string;
  /** Bytes that have gone through the engine's socket of the host. */
  traffic(): number;
  /** Serves a client that came while the VM slept, as all who come to the socket. */
  take(client: Socket): void;
  /** Lets go of link and socket; the VM runs on. */
  close(): Promise<void>;
}

export interface SessionOptions {
  readonly paths: VmEnginePaths;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly key: KeyPair;
  readonly signal: AbortSignal;
  readonly onStage: (stage: string) => void;
  /** Rejects when the guest says that its engine cannot run. */
  readonly failed: Promise<never>;
  readonly budgetMs?: number;
  readonly shares: readonly SharedFolder[];
  readonly sharing: VmDriver['shares'];
  readonly services: readonly GuestService[];
  /** Called when the engine's socket is about to be opened: who listens in its place leaves it now, and no sooner. */
  readonly makeWay: () => void;
}

/** Emulated, on a busy machine; with containers that are started with it. A crash loop is told long before. */
const ENGINE_BUDGET_MS = 180_000;
const SSH_TIMEOUT_MS = 20_000;
const SSH_ATTEMPTS = 3;
/** How long whoever asks at the socket waits for the guest's, while its engine is started. */
const DIAL_MS = 60_000;

/** Rejects with why the engine of a VM that was just started (or found) cannot be used; the VM is then left as it is. */
export async function openSession(vm: RunningVm, options: SessionOptions): Promise<Session> {
  const { paths, signal, onStage, failed, shares, sharing } = options;
  const { hostKey, warnings, version: guestVersion } = await Promise.race([vm.ready(signal), failed]);
  const pinned = await pinHostKey(paths, hostKey);
  const link = createGuestLink((closing) => connectGuest(vm, pinned, options, closing));
  const closers: (() => unknown)[] = [() => link.close()];
  const close = async () => {
    for (const one of closers.splice(0).reverse()) await one();
  };
  try {
    await Promise.race([greet(link, signal), failed]);
    onStage('connected');
    // Who comes sooner waits: what the guest is not served with yet it would have to refuse.
    let open = () => {};
    const served = new Promise<void>((resolve) => (open = resolve));
    options.makeWay();
    const relay = await openRelay(
      paths.socket,
      () => served.then(() => link.dialEngine(DIAL_MS)),
      options.services.flatMap(({ filter }) => filter ?? []),
    );
    closers.push(() => relay.close());
    // Before the engine: containers that it starts by itself ask for their ports.
    closers.push(publishPorts({ link, vm, env: options.env }));
    for (const service of options.services) {
      closers.push(await Promise.race([service.serve({ link, vm, shares, sharing, signal }), failed]));
      onStage(service.name);
    }
    open();
    const answer = await Promise.race([firstAnswer(relay.path, link, options), failed]);
    onStage('engine');
    closers.push(keepClock(link));
    const { Version: version, ApiVersion: apiVersion } = answer;
    return {
      vm,
      link,
      version,
      apiVersion,
      warnings,
      guestVersion,
      traffic: () => relay.bytes(),
      take: (client) => relay.take(client),
      close,
    };
  } catch (error) {
    await close();
    throw signal.aborted ? cancelled() : error;
  }
}

async function connectGuest(
  { sshAddress }: RunningVm,
  hostKey: string,
  { key, env }: SessionOptions,
  signal: AbortSignal,
): Promise<SshConnection> {
  if (!sshAddress) throw new Error('The guest has not said its address.');
  const { connectSsh } = await import('../../ssh/index.ts');
  const address = sshAddress.type === 'tcp' ? sshAddress : { host: 'guest', port: 22 };
  return connectSsh(
    { host: address.host, port: address.port, user: 'root' },
    {
      env,
      signal,
      pinned: { hostKey, privateKey: key.privateKey },
      // Nobody is asked anything: it is a machine of our own making.
      prompts: { confirmHostKey: () => Promise.resolve(false), askSecret: () => Promise.resolve(undefined) },
      secrets: new SecretMemory(),
      ...(sshAddress.type === 'unix' && { socketPath: sshAddress.path }),
    },
  );
}

/** READY means that SSH answers. A hypervisor that passes the port on may need a moment longer. */
async function greet(link: GuestLink, signal: AbortSignal): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      await link.run('true', { timeoutMs: SSH_TIMEOUT_MS });
      return;
    } catch (error) {
      if (signal.aborted) throw cancelled();
      if (attempt >= SSH_ATTEMPTS) throw linkCause(error);
      await delay(200 * attempt);
    }
  }
}

async function firstAnswer(socket: string, link: GuestLink, { signal, budgetMs }: SessionOptions) {
  const withinMs = budgetMs ?? ENGINE_BUDGET_MS;
  const giveUpAt = Date.now() + withinMs;
  while (Date.now() < giveUpAt) {
    try {
      return await getVersion(socket, giveUpAt - Date.now(), signal);
    } catch {
      if (signal.aborted) throw cancelled();
      await delay(200);
    }
  }
  throw silentEngine(withinMs, await lastWords(link));
}

export async function lastWords(link: Pick<GuestLink, 'run'>): Promise<string> {
  const { stdout } = await link
    .run('tail -n 40 /run/log/dockerd.log', { timeoutMs: 5_000 })
    .catch(() => ({ stdout: '' }));
  return stdout.trim();
}

/** A promise that never resolves, and whose rejection is nobody's when nobody waits for it. */
export function failureOf(): { readonly failed: Promise<never>; readonly fail: (cause: AppFailure) => void } {
  let fail: (cause: AppFailure) => void = () => {};
  const failed = new Promise<never>((_, reject) => (fail = reject));
  failed.catch(() => {});
  return { failed, fail: (cause) => fail(cause) };
}
