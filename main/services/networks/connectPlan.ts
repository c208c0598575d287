import { type AppError } from '../../../contract/errors.ts';
import {
  type ConnectChoice,
  type ConnectPlan,
  isEngineOwn,
  type NetworkSummary,
  whyFixed,
} from '../../../contract/model/network.ts';
import type { Connection } from '../../docker/connection.ts';
import { listNetworks } from '../../live/networkList.ts';
import { endpointOn, inspectContainer, memberOf, type NetworkedContainer, nameOf, readLink } from './members.ts';

/** Where a container could meet another. */
export async function previewConnectTo(
  connection: Connection,
  { fromId, toId }: { readonly fromId: string; readonly toId: string },
  signal: AbortSignal,
): Promise<ConnectPlan> {
  const [from, to, networks] = await Promise.all([
    inspectContainer(connection, fromId, signal),
    inspectContainer(connection, toId, signal),
    listNetworks(connection)(undefined, signal),
  ]);
  return planConnection(from, to, networks);
}

export function planConnection(
  from: NetworkedContainer,
  to: NetworkedContainer,
  networks: readonly NetworkSummary[],
): ConnectPlan {
  const refusal = refusalOf(from, to);
  const choices = networks
    .filter((network) => !isEngineOwn(network) && whyFixed(network) === undefined)
    .flatMap((network) => choiceOf(from, to, network) ?? [])
    .toSorted((a, b) => rank(a) - rank(b) || a.name.localeCompare(b.name));
  return {
    ...(refusal && { refusal }),
    choices,
    newName: freeName(`${nameOf(from)}-${nameOf(to)}`, networks),
    linkAliases: linkAliases(from, to),
  };
}

function choiceOf(
  from: NetworkedContainer,
  to: NetworkedContainer,
  network: NetworkSummary,
): ConnectChoice | undefined {
  const isFromOn = endpointOn(from, network) !== undefined;
  const member = memberOf(to, network);
  if (!isFromOn && !member) return undefined;
  const { id, name, isInternal } = network;
  return { id, name, isFromOn, isToOn: member !== undefined, isInternal, names: member?.names ?? [nameOf(to)] };
}

/** Where both are nothing has to be done; where the other is, it is not touched. */
const rank = ({ isFromOn, isToOn, isInternal }: ConnectChoice): number =>
  (isToOn ? 0 : 2) + (isFromOn ? 0 : 1) + (isInternal ? 0.5 : 0);

function refusalOf(from: NetworkedContainer, to: NetworkedContainer): AppError | undefined {
  if (from.Id === to.Id) {
    return {
      code: 'conflict',
      message: 'A container reaches itself at “localhost”, without any network.',
      hint: 'Choose another container.',
    };
  }
  for (const container of [from, to]) {
    const mode = container.HostConfig?.NetworkMode ?? '';
    const why =
      mode === 'host'
        ? 'uses the network of the machine itself'
        : mode === 'none'
          ? 'was made without a network'
          : mode.startsWith('container:')
            ? 'shares the network of another container'
            : undefined;
    if (why === undefined) continue;
    return {
      code: 'conflict',
      message: `“${nameOf(container)}” ${why}: it cannot join another while it lives.`,
      hint: 'Make it anew with a network of its own.',
    };
  }
  return undefined;
}

/** The aliases by which the one knows the other through links. */
function linkAliases(from: NetworkedContainer, to: NetworkedContainer): readonly string[] {
  const endpoints = Object.values(from.NetworkSettings?.Networks ?? {});
  const links = [...(from.HostConfig?.Links ?? []), ...endpoints.flatMap((endpoint) => endpoint?.Links ?? [])];
  const aliases = links.map(readLink).flatMap(([target, alias]) => (target === nameOf(to) ? alias : []));
  return [...new Set(aliases)];
}

function freeName(wanted: string, networks: readonly NetworkSummary[]): string {
  const taken = new Set(networks.map(({ name }) => name));
  for (let number = 1; ; number++) {
    const name = number === 1 ? wanted : `${wanted}-${number}`;
    if (!taken.has(name)) return name;
  }
}
