import { existsSync } from 'node:fs';
import { readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { keepGuest } from './keep.ts';
import { readVersionRecord, writeVersionRecord } from './record.ts';

/** A version of the guest and the folder that holds its parts. */
export interface GuestVersion {
  readonly version: string;
  readonly dir: string;
}

export interface RefusedVersion {
  readonly version: string;
  readonly reason: string;
}

/** The versions of the guest that one data disk has had: the two that last ran are kept, so that there is a way back. */
export interface GuestVersions {
  /**
   * What a start is to try, in this order. `own` is the version that came with the app: one that has run is blamed for
   * nothing and tried alone; one that has not is followed by the last that has. One that was refused stays behind that.
   */
  candidates(own: GuestVersion): Promise<readonly GuestVersion[]>;
  /** Its engine has answered. Rejects when there is no room to keep it; it is known as good all the same. */
  started(guest: GuestVersion): Promise<void>;
  /** It did not start where another then did: it is not tried again by itself. */
  refused(guest: GuestVersion, reason: string): Promise<void>;
  /** That came with the app and is passed over, if it is. */
  refusal(own: GuestVersion): Promise<RefusedVersion | undefined>;
  /** The one that there is a way back to, if there is one. */
  previous(own: GuestVersion): Promise<GuestVersion | undefined>;
  /** A person asks for another attempt. */
  forgive(version: string): Promise<void>;
  /** A person goes back: the version before this one is what is started from now on. Undefined where there is none. */
  goBack(own: GuestVersion): Promise<GuestVersion | undefined>;
}

const KEPT = 2;

/** `dir` holds a folder for each kept version and the record; made when something is kept. */
export function openGuestVersions(dir: string): GuestVersions {
  const file = path.join(dir, 'versions.json');
  const keptDir = (version: string) => path.join(dir, folderName(version));
  const kept = (version: string): GuestVersion | undefined =>
    existsSync(path.join(keptDir(version), 'manifest.json')) ? { version, dir: keptDir(version) } : undefined;

  const before = async (own: GuestVersion) =>
    (await readVersionRecord(file)).good
      .filter((version) => version !== own.version)
      .map(kept)
      .find((one) => one !== undefined);
  const refusal = async (own: GuestVersion) =>
    (await readVersionRecord(file)).refused.find(({ version }) => version === own.version);
  const refused = async ({ version }: GuestVersion, reason: string) => {
    const record = await readVersionRecord(file);
    const others = record.refused.filter((one) => one.version !== version);
    await writeVersionRecord(file, {
      good: record.good.filter((one) => one !== version),
      refused: [...others, { version, reason }],
    });
  };

  return {
    candidates: async (own) => {
      const { good } = await readVersionRecord(file);
      if (good.includes(own.version)) return [own];
      const previous = await before(own);
      if (!previous) return [own];
      return (await refusal(own)) ? [previous] : [own, previous];
    },
    started: async (guest) => {
      const record = await readVersionRecord(file);
      const good = [guest.version, ...record.good.filter((one) => one !== guest.version)].slice(0, KEPT);
      await writeVersionRecord(file, { ...record, good });
      if (!kept(guest.version)) await keepGuest(guest.dir, keptDir(guest.version));
      await removeOthers(dir, new Set(good.map(folderName)));
    },
    refused,
    refusal,
    previous: before,
    forgive: async (version) => {
      const record = await readVersionRecord(file);
      await writeVersionRecord(file, { ...record, refused: record.refused.filter((one) => one.version !== version) });
    },
    goBack: async (own) => {
      const previous = await before(own);
      if (previous) await refused(own, 'You went back to the version before.');
      return previous;
    },
  };
}

/** Versions come from manifests: none of them leads out of the folder. */
const folderName = (version: string): string => version.replaceAll(/[^\w.-]/g, '_').replace(/^\.+/, '_');

async function removeOthers(dir: string, wanted: ReadonlySet<string>): Promise<void> {
  for (const entry of await readdir(dir, { withFileTypes: true })) {
    if (entry.isDirectory() && !wanted.has(entry.name)) await rm(path.join(dir, entry.name), { recursive: true });
  }
}
