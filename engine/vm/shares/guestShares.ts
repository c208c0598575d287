import { setTimeout as delay } from 'node:timers/promises';
import type { GuestLink } from '../engine/link.ts';
import { serveSftp } from './sftp/serve.ts';
import type { PlacedFolder } from './folders.ts';

/** In the guest. */
const SHARE = '/usr/lib/gantry/share';
const TIMEOUT_MS = 30_000;
const AGAIN_MS = 300;
const LATEST_AGAIN_MS = 5_000;

export type ShareLink = Pick<GuestLink, 'run' | 'begin'>;

/** One folder that the guest has mounted, and is served. */
export interface ServedFolder {
  readonly folder: PlacedFolder;
  /** Lets go of the channel; the guest keeps the mount, for whoever serves it next. */
  release(): Promise<void>;
}

/** Mounts it where it is not mounted yet. Rejects with what the guest says. */
export async function mountFolder(link: ShareLink, { id, guestPath, isReadOnly }: PlacedFolder): Promise<void> {
  const command = `${SHARE} mount ${id} ${isReadOnly ? 'ro' : 'rw'} ${quoted(guestPath)}`;
  const { status, stderr } = await link.run(command, { timeoutMs: TIMEOUT_MS });
  if (status !== 0) throw new Error(`The VM could not mount ${guestPath}: ${stderr.trim() || `status ${status}`}`);
}

export async function unmountFolder(link: ShareLink, id: string): Promise<void> {
  await link.run(`${SHARE} unmount ${id}`, { timeoutMs: TIMEOUT_MS });
}

/** The ids of those that are mounted, by this app or one before it. */
export async function mountedFolders(link: ShareLink): Promise<readonly string[]> {
  const { stdout } = await link.run(`${SHARE} list`, { timeoutMs: TIMEOUT_MS });
  return stdout.split('\n').filter((id) => /^[0-9a-f]+$/.test(id));
}

/** Programs that ask for a file are told so at once, and do not wait for a host that is expected back. */
export async function sayGone(link: ShareLink): Promise<void> {
  await link.run(`${SHARE} gone`, { timeoutMs: 2_000 }).catch(() => undefined);
}

/** Offers channels for one folder until it is released, each as long as the connection and the guest's sshfs last. */
export function serveFolder(link: ShareLink, folder: PlacedFolder): ServedFolder {
  const closing = new AbortController();
  const attend = async () => {
    let waitMs = AGAIN_MS;
    while (!closing.signal.aborted) {
      const began = Date.now();
      await offer(link, folder, closing.signal).catch(() => undefined);
      waitMs = Date.now() - began > LATEST_AGAIN_MS ? AGAIN_MS : Math.min(LATEST_AGAIN_MS, waitMs * 2);
      if (!closing.signal.aborted)
        await delay(waitMs, undefined, { ref: false, signal: closing.signal }).catch(() => {});
    }
  };
  const ended = attend();
  return {
    folder,
    release: () => {
      closing.abort();
      return ended;
    },
  };
}

async function offer(link: ShareLink, folder: PlacedFolder, signal: AbortSignal): Promise<void> {
  const { io, stderr } = await link.begin(`exec ${SHARE} offer ${folder.id}`);
  stderr.resume();
  const end = () => io.destroy();
  signal.addEventListener('abort', end);
  try {
    if (signal.aborted) return;
    await serveSftp(io, { hostPath: folder.path, guestPath: folder.guestPath, isReadOnly: folder.isReadOnly });
  } finally {
    signal.removeEventListener('abort', end);
    io.destroy();
  }
}

/** As one word of the guest's shell. */
export const quoted = (word: string): string => `'${word.replaceAll("'", String.raw`'\''`)}'`;
