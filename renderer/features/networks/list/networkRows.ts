import type { ContainerSummary } from '../../../../contract/model/container.ts';
import { isEngineOwn, type NetworkSummary } from '../../../../contract/model/network.ts';
import { t } from '../texts/index.ts';

export type NetworkUser = Pick<ContainerSummary, 'id' | 'name' | 'state'>;

export interface NetworkRow {
  readonly id: string;
  readonly network: NetworkSummary;
  /** On it, running or not. */
  readonly users: readonly NetworkUser[];
  /** One of those that every engine has. */
  readonly isOwn: boolean;
}

const NOBODY: readonly NetworkUser[] = [];

/** Makes the rows of a list; those whose network and containers are as before stay the same objects. */
export function createRowMaker(): (
  networks: readonly NetworkSummary[],
  containers: readonly ContainerSummary[],
) => readonly NetworkRow[] {
  const made = new WeakMap<NetworkSummary, NetworkRow>();
  return (networks, containers) => {
    const users = usersByNetwork(containers);
    return networks.map((network) => {
      // One that has not run yet may know its network by name alone.
      const [byId, byName] = [users.get(network.id), users.get(network.name)];
      const its = byId && byName ? [...byId, ...byName] : (byId ?? byName ?? NOBODY);
      const before = made.get(network);
      if (before && isSame(before.users, its)) return before;
      const row: NetworkRow = { id: network.id, network, users: its, isOwn: isEngineOwn(network) };
      made.set(network, row);
      return row;
    });
  };
}

function usersByNetwork(containers: readonly ContainerSummary[]): ReadonlyMap<string, NetworkUser[]> {
  const users = new Map<string, NetworkUser[]>();
  for (const { id, name, state, networks } of containers) {
    for (const network of networks) {
      const key = network.networkId ?? network.name;
      const others = users.get(key);
      if (others) others.push({ id, name, state });
      else users.set(key, [{ id, name, state }]);
    }
  }
  return users;
}

const isSame = (a: readonly NetworkUser[], b: readonly NetworkUser[]): boolean =>
  a.length === b.length &&
  a.every(({ id, name, state }, index) => {
    const other = b[index];
    return other?.id === id && other.name === name && other.state === state;
  });

export const nameOf = ({ network }: NetworkRow): string => network.name;

export const isUnused = ({ users }: NetworkRow): boolean => users.length === 0;

/** Nobody is on it, and somebody has made it. */
export const isLeftOver = (row: NetworkRow): boolean => isUnused(row) && !row.isOwn;

/** What the list calls its driver: the engine's word for no network is `null`. */
export const driverText = ({ driver }: NetworkSummary): string => (driver === 'null' ? 'none' : driver);

/** Why it cannot be removed; undefined where it can. */
export const whyKept = ({ isOwn, network }: NetworkRow): string | undefined =>
  isOwn ? t('“{{name}}” is one of the engine’s own networks: every engine has it.', { name: network.name }) : undefined;
