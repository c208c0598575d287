import { createReadStream } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { AppFailure } from '../../../contract/errors.ts';
import type { GuestService, ServedGuest } from '../engine/guestService.ts';
import type { GuestLink } from '../engine/link.ts';

const FILE = /^emulator-(\w+)$/;
/** In the guest, on its data disk: they stay until the person does not want them any more. */
const FOLDER = '/var/lib/gantry/emulators';
const TIMEOUT_MS = 20_000;

export interface EmulatorsOptions {
  /** With the guest's parts; `emulator-ARCH` beside them. */
  readonly guestDir: string;
  readonly isWanted: () => boolean;
}

export interface Emulation {
  readonly service: GuestService;
  /** What was chosen has changed: brings the guest that runs to it. Rejects with why it cannot be. */
  update(): Promise<void>;
}

/** Programs (and images) of other architectures run in the guest, slower, when the person wants that. */
export function createEmulation({ guestDir, isWanted }: EmulatorsOptions): Emulation {
  let guest: GuestLink | undefined;
  const update = async () => {
    if (isWanted() && (await emulatorsIn(guestDir)).length === 0) throw noEmulators(guestDir);
    if (guest) await (isWanted() ? putEmulators(guest, guestDir) : removeEmulators(guest));
  };
  return {
    update,
    service: {
      name: 'emulators',
      serve: async ({ link }: ServedGuest) => {
        guest = link;
        // Without them the engine runs all the same: what is wrong was said when they were chosen.
        await update().catch(() => undefined);
        return () => {
          if (guest === link) guest = undefined;
        };
      },
    },
  };
}

/** Copies what the guest does not have yet. Rejects with `not-found` where the app came without emulators. */
export async function putEmulators(link: GuestLink, guestDir: string): Promise<void> {
  const found = await emulatorsIn(guestDir);
  if (found.length === 0) throw noEmulators(guestDir);
  const { stdout } = await link.run(`cd ${FOLDER} 2>/dev/null && stat -c '%n %s' *`, { timeoutMs: TIMEOUT_MS });
  const there = new Set(stdout.split('\n'));
  for (const { arch, file } of found) {
    if (!there.has(`${arch} ${(await stat(file)).size}`)) await put(link, arch, file);
  }
  await register(link);
}

export async function removeEmulators(link: Pick<GuestLink, 'run'>): Promise<void> {
  const command = `[ ! -d ${FOLDER} ] || { rm -r ${FOLDER} && /usr/lib/gantry/emulators; }`;
  await link.run(command, { timeoutMs: TIMEOUT_MS });
}

async function emulatorsIn(guestDir: string): Promise<readonly { readonly arch: string; readonly file: string }[]> {
  const files = await readdir(guestDir).catch((): string[] => []);
  return files.flatMap((file) => {
    const arch = FILE.exec(file)?.[1];
    return arch ? [{ arch, file: path.join(guestDir, file) }] : [];
  });
}

async function put(link: GuestLink, arch: string, file: string): Promise<void> {
  const target = `${FOLDER}/${arch}`;
  const { io, stderr, exitCode } = await link.begin(
    `mkdir -p ${FOLDER} && cat >${target}.new && chmod 755 ${target}.new && mv ${target}.new ${target}`,
  );
  stderr.resume();
  io.resume();
  await pipeline(createReadStream(file), io);
  const status = await exitCode;
  if (status !== 0) throw notPut(arch, status);
}

async function register(link: Pick<GuestLink, 'run'>): Promise<void> {
  const { status, stderr } = await link.run('/usr/lib/gantry/emulators', { timeoutMs: TIMEOUT_MS });
  if (status !== 0) throw notPut('', status, stderr);
}

const noEmulators = (guestDir: string) =>
  new AppFailure({
    code: 'not-found',
    message: 'This Gantry came without the emulators of other architectures.',
    hint: `Switch them off in the engine’s settings, or put them into ${guestDir} (“npm run guest -- --forms emulators”).`,
  });

const notPut = (arch: string, status: number | undefined, engineText = '') =>
  new AppFailure({
    code: 'unexpected',
    message: 'The emulators of other architectures could not be put into the VM.',
    hint: 'Its disk may be full: make room, or switch them off in the engine’s settings.',
    ...(engineText && { engineText }),
    detail: `${arch} ended with status ${status}`,
  });
