import type { ContainerSummary } from '../../../../contract/model/container.ts';
import type { VolumeOrigin, VolumeSummary, VolumeUser } from '../../../../contract/model/volume.ts';
import { compareText } from '../../../ui/compareText.ts';
import type { Origins } from '../store/useOrigins.ts';

/** A volume with who has it. */
export interface VolumeRow {
  readonly id: string;
  readonly volume: VolumeSummary;
  /** The name; of an anonymous one its beginning. */
  readonly label: string;
  readonly users: readonly VolumeUser[];
  /** Of an anonymous one: who has or had it. */
  readonly origin?: VolumeOrigin;
  /** Its own, or that of who has it. */
  readonly stack?: string;
}

const NOBODY: readonly VolumeUser[] = [];

interface Made {
  readonly users: readonly VolumeUser[];
  readonly origin: VolumeOrigin | undefined;
  readonly row: VolumeRow;
}

/** Makes the rows of a list; those whose volume and containers are as before stay the same objects. */
export function createRowMaker(): (
  volumes: readonly VolumeSummary[],
  containers: readonly ContainerSummary[],
  origins: Origins,
) => readonly VolumeRow[] {
  const made = new WeakMap<VolumeSummary, Made>();
  return (volumes, containers, origins) => {
    const users = usersIn(containers);
    const stacks = new Map(containers.map(({ id, stack }) => [id, stack?.project]));
    return volumes.map((volume) => {
      const its = users.get(volume.name) ?? NOBODY;
      const origin = volume.isAnonymous ? (originOf(its, containers) ?? origins[volume.name]) : undefined;
      const before = made.get(volume);
      if (before && isSame(before.users, its) && JSON.stringify(before.origin) === JSON.stringify(origin)) {
        return before.row;
      }
      const stack = volume.stack?.project ?? its.map(({ id }) => stacks.get(id)).find(Boolean) ?? origin?.stack;
      const row: VolumeRow = {
        id: volume.name,
        volume,
        label: shortName(volume.name),
        users: its,
        ...(origin && { origin }),
        ...(stack !== undefined && { stack }),
      };
      made.set(volume, { users: its, origin, row });
      return row;
    });
  };
}

/** On the containers that the app makes to look into volumes. */
const HELPER_LABEL = 'gantry.volume-helper';

function usersIn(containers: readonly ContainerSummary[]): ReadonlyMap<string, VolumeUser[]> {
  const users = new Map<string, VolumeUser[]>();
  for (const { id, name, state, mounts, labels } of containers) {
    if (HELPER_LABEL in labels) continue;
    for (const { type, name: volume, destination, isReadOnly } of mounts) {
      if (type !== 'volume' || volume === undefined) continue;
      const user = { id, name, state, destination, isReadOnly };
      const others = users.get(volume);
      if (others) others.push(user);
      else users.set(volume, [user]);
    }
  }
  return users;
}

function originOf([user]: readonly VolumeUser[], containers: readonly ContainerSummary[]): VolumeOrigin | undefined {
  if (!user) return undefined;
  const container = containers.find(({ id }) => id === user.id);
  if (!container) return undefined;
  const { name, image, stack } = container;
  return { container: name, image, destination: user.destination, ...(stack && { stack: stack.project }) };
}

const isSame = (a: readonly VolumeUser[], b: readonly VolumeUser[]): boolean =>
  a.length === b.length &&
  a.every(({ id, name, state, destination }, index) => {
    const other = b[index];
    return other?.id === id && other.name === name && other.state === state && other.destination === destination;
  });

/** 64 hex digits are a name that nobody reads. */
export const shortName = (name: string): string => (/^[0-9a-f]{64}$/.test(name) ? name.slice(0, 12) : name);

export const isUnused = ({ users }: VolumeRow): boolean => users.length === 0;
export const labelOf = ({ label }: VolumeRow): string => label;
export const byLabel = (a: VolumeRow, b: VolumeRow): number =>
  Number(a.volume.isAnonymous) - Number(b.volume.isAnonymous) || compareText(a.label, b.label);
