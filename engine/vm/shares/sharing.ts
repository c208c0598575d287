import type { Transform } from 'node:stream';
import { AppFailure } from '../../../contract/errors.ts';
import type { SharedFolder, VmDriver } from '../driver.ts';
import type { GuestService } from '../engine/guestService.ts';
import { type PlacedFolder, placeFolders } from './folders.ts';
import { createGuard } from './guard/guard.ts';
import {
  type ServedFolder,
  type ShareLink,
  mountFolder,
  mountedFolders,
  sayGone,
  serveFolder,
  unmountFolder,
} from './guestShares.ts';

export interface FolderSharing {
  readonly service: GuestService;
  /** What was chosen has changed: the guest that runs is brought to it, where its hypervisor lets it. */
  update(): Promise<void>;
}

interface Guest {
  readonly link: ShareLink;
  readonly sharing: VmDriver['shares'];
  /** That it was started with. */
  readonly shares: readonly SharedFolder[];
  readonly served: Map<string, ServedFolder>;
  /** By their paths in the guest, those that it could not mount, and why. */
  readonly failed: Map<string, string>;
}

/** Gives the guest the folders that were chosen, and refuses what binds any other. */
export function createFolderSharing(
  folders: () => readonly SharedFolder[],
  platform: NodeJS.Platform = process.platform,
): FolderSharing {
  let guest: Guest | undefined;
  let last: Promise<unknown> = Promise.resolve();
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const turn = last.then(work);
    last = turn.catch(() => {});
    return turn;
  };

  const visible = (): readonly string[] => {
    if (!guest) return [];
    if (guest.sharing === 'none') return [...guest.served.values()].map(({ folder }) => folder.guestPath);
    // What a hypervisor shares is settled when the VM is started; WSL has all drives of the machine at all times.
    return placeable(guest.sharing === 'virtiofs' ? guest.shares : folders(), platform).map((one) => one.guestPath);
  };

  const bringTo = async (wanted: readonly PlacedFolder[], { link, served, failed }: Guest) => {
    failed.clear();
    const ids = new Set(wanted.map(({ id }) => id));
    for (const id of await mountedFolders(link)) {
      if (ids.has(id)) continue;
      const before = served.get(id);
      served.delete(id);
      await unmountFolder(link, id);
      await before?.release();
    }
    for (const folder of wanted) {
      if (served.has(folder.id)) continue;
      try {
        await mountFolder(link, folder);
        served.set(folder.id, serveFolder(link, folder));
      } catch (error) {
        failed.set(folder.guestPath, (error as Error).message); // The others can be mounted all the same.
      }
    }
    const [message] = failed.values();
    if (message !== undefined) throw notMounted(message);
  };

  const update = async () => {
    if (guest?.sharing === 'none') await bringTo(placeable(folders(), platform), guest);
  };

  return {
    update: () => inTurn(update),
    service: {
      name: 'folders',
      serve: async ({ link, shares, sharing }) => {
        const own: Guest = { link, shares, sharing, served: new Map(), failed: new Map() };
        guest = own;
        // A folder that the guest could not mount is refused when it is bound: the engine itself runs without it.
        await inTurn(update).catch(() => undefined);
        return async () => {
          if (guest === own) guest = undefined;
          if (own.served.size > 0) await sayGone(link);
          await Promise.all([...own.served.values()].map((one) => one.release()));
        };
      },
      filter: (answer): Transform =>
        createGuard({ shared: visible, failed: () => guest?.failed ?? new Map(), answer, platform }),
    },
  };
}

const notMounted = (message: string) =>
  new AppFailure({
    code: 'unexpected',
    message: 'A shared folder did not get into the VM.',
    hint: 'Restart the engine. If it stays so, look at the diagnostics of the VM.',
    engineText: message,
    detail: 'mount-failed',
  });

/** Those that can be shared; what is wrong with another was said when it was chosen. */
export function placeable(folders: readonly SharedFolder[], platform: NodeJS.Platform): readonly PlacedFolder[] {
  const good = folders.filter((folder) => {
    try {
      return placeFolders([folder], platform).length > 0;
    } catch {
      return false;
    }
  });
  return placeFolders(good, platform);
}
