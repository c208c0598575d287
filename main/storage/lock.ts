import { randomUUID } from 'node:crypto';
import { link, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';

const Holder = z.object({
  pid: z.number().int().positive(),
  /** Tells a process from a later one with the same number; not known everywhere. */
  startedAt: z.string().optional(),
  /** Where it can be seen, without the token. */
  address: z.string().optional(),
});
export type Holder = z.infer<typeof Holder>;

export interface Lock {
  /** Adds where this copy can be seen. */
  announce(address: string): Promise<void>;
  release(): Promise<void>;
}

/**
 * Makes this process the only one that works in a data folder, or gives the one that does already. A lock whose
 * process is gone does not count. The file appears whole by `link`, which fails when there is one: no moment in which
 * two could have it, nor one in which it is empty.
 */
export async function takeLock(dataDir: string): Promise<{ readonly lock: Lock } | { readonly heldBy: Holder }> {
  const file = path.join(dataDir, 'lock');
  const me: Holder = { pid: process.pid, startedAt: await startOf(process.pid) };
  for (;;) {
    if (await create(file, me)) return { lock: lockOf(file, me) };
    const text = await orGone(readFile(file, 'utf8'));
    if (text === undefined) continue; // just released
    const holder = parse(text);
    if (holder && (await isAlive(holder))) return { heldBy: holder };
    await remove(file, text);
  }
}

function lockOf(file: string, me: Holder): Lock {
  return {
    async announce(address) {
      const draft = `${file}.${randomUUID()}`;
      await writeFile(draft, JSON.stringify({ ...me, address }), { mode: 0o600 });
      await rename(draft, file);
    },
    async release() {
      const holder = parse(await readFile(file, 'utf8').catch(() => ''));
      if (holder?.pid === me.pid) await rm(file, { force: true });
    },
  };
}

async function create(file: string, me: Holder): Promise<boolean> {
  const draft = `${file}.${randomUUID()}`;
  await writeFile(draft, JSON.stringify(me), { mode: 0o600 });
  try {
    await link(draft, file);
    return true;
  } catch (thrown) {
    if ((thrown as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw thrown;
  } finally {
    await rm(draft, { force: true });
  }
}

/** Removes a lock only if it is still the one that was looked at: another copy may have taken it meanwhile. */
async function remove(file: string, seen: string): Promise<void> {
  const aside = `${file}.${randomUUID()}`;
  if ((await orGone(rename(file, aside).then(() => true))) === undefined) return; // somebody else removed it
  if ((await readFile(aside, 'utf8')) !== seen) await link(aside, file).catch(() => {});
  await rm(aside, { force: true });
}

/** What a file operation gives, or undefined when the file is not there. */
async function orGone<T>(operation: Promise<T>): Promise<T | undefined> {
  try {
    return await operation;
  } catch (thrown) {
    if ((thrown as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw thrown;
  }
}

function parse(text: string): Holder | undefined {
  try {
    return Holder.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

async function isAlive({ pid, startedAt }: Holder): Promise<boolean> {
  try {
    process.kill(pid, 0);
  } catch (thrown) {
    if ((thrown as NodeJS.ErrnoException).code !== 'EPERM') return false; // EPERM: it is there, and another user's
  }
  const start = await startOf(pid);
  return start === undefined || startedAt === undefined || start === startedAt;
}

/** When a process began, as the kernel counts it (field 22 of /proc/PID/stat), and since which boot. Linux only. */
async function startOf(pid: number): Promise<string | undefined> {
  try {
    const stat = await readFile(`/proc/${pid}/stat`, 'utf8');
    const boot = await readFile('/proc/sys/kernel/random/boot_id', 'utf8');
    return `${boot.trim()} ${stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19]}`;
  } catch {
    return undefined;
  }
}
