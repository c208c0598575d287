import { existsSync } from 'node:fs';
import { containerNames } from '../../../contract/commands/runCommand.ts';
import type { ContainerSummary } from '../../../contract/model/container.ts';
import type { RunCheck, RunSettings } from '../../../contract/model/run.ts';
import type { Connection } from '../../docker/connection.ts';
import { toSummaries } from '../../live/summary.ts';
import { ask } from './ask.ts';
import type { ContainersDeps } from './deps.ts';
import { type HostPort, isOwnAddress, overlap, ownerOf, tryToBind } from './hostPorts.ts';

const MAX_PORTS_TRIED = 200;

/** What stands in the way of a run, found before it is tried. */
export async function checkRun(
  { getConnection, live }: Pick<ContainersDeps, 'getConnection' | 'live'>,
  { context, settings }: { readonly context: string; readonly settings: RunSettings },
  signal: AbortSignal,
): Promise<RunCheck> {
  const connection = await getConnection(context, signal);
  const [containers, hasImage] = await Promise.all([
    // It is asked while somebody types: what the mirror has is good enough, and costs the engine nothing.
    live.containers(context) ?? listAll(connection, signal),
    hasImageOf(connection, settings.image, signal),
  ]);
  const names = new Set(containerNames(settings));
  const nameOwner = containers.find(({ name }) => names.has(name));
  const unknownAddresses = connection.isLocal ? settings.ports.map(({ hostIp }) => hostIp).filter(isForeign) : [];
  return {
    ...(nameOwner && { nameOwner: { id: nameOwner.id, name: nameOwner.name } }),
    ports: await checkPorts(settings, containers, connection.isLocal),
    ...(unknownAddresses.length > 0 && { unknownAddresses }),
    missingSources: connection.isLocal ? missingSources(settings) : [],
    hasImage,
  };
}

const listAll = async (connection: Connection, signal: AbortSignal): Promise<readonly ContainerSummary[]> =>
  toSummaries(
    await ask<unknown>(connection, { method: 'GET', path: '/containers/json', query: { all: true }, signal }),
    Date.now(),
  );

const isForeign = (ip: string | undefined): ip is string => !!ip && !isOwnAddress(ip);

const missingSources = ({ mounts }: RunSettings): string[] =>
  mounts.filter(({ type, source }) => type === 'bind' && !existsSync(source)).map(({ source }) => source);

type TakenPort = RunCheck['ports'][number];

async function checkPorts(
  { ports, count }: RunSettings,
  containers: readonly ContainerSummary[],
  isLocal: boolean,
): Promise<TakenPort[]> {
  const wanted = ports.flatMap(({ hostIp, hostPort, protocol }): HostPort[] =>
    hostPort === undefined ? [] : [{ ...(hostIp && { hostIp }), hostPort, protocol }],
  );
  const taken: TakenPort[] = [];
  // What this form asks for, and what was already suggested, is not free for the next row.
  const spoken = [...wanted];
  for (const [index, port] of wanted.entries()) {
    const owner = await findOwner(port, wanted.slice(0, index), count, containers, isLocal);
    if (!owner) continue;
    const suggestedPort = count > 1 ? undefined : await nextFree(port, spoken, containers, isLocal);
    if (suggestedPort !== undefined) spoken.push({ ...port, hostPort: suggestedPort });
    taken.push({
      hostPort: port.hostPort,
      protocol: port.protocol,
      ...(port.hostIp && { hostIp: port.hostIp }),
      ...owner,
      ...(suggestedPort !== undefined && { suggestedPort }),
    });
  }
  return taken;
}

async function findOwner(
  port: HostPort,
  before: readonly HostPort[],
  count: number,
  containers: readonly ContainerSummary[],
  isLocal: boolean,
): Promise<{ owner: string; ownerId?: string } | undefined> {
  const container = ownerOf(port, containers);
  if (container) return { owner: container.name, ownerId: container.id };
  if (before.some((other) => overlap(port, other))) return { owner: 'another row of this form' };
  if (isLocal && (await tryToBind(port)) === 'taken') return { owner: 'another program on this machine' };
  if (count > 1) return { owner: 'the first of the containers that this makes' };
  return undefined;
}

async function nextFree(
  port: HostPort,
  spoken: readonly HostPort[],
  containers: readonly ContainerSummary[],
  isLocal: boolean,
): Promise<number | undefined> {
  const last = Math.min(port.hostPort + MAX_PORTS_TRIED, 65_535);
  // From a privileged port the usual twin: 80 → 8080, 443 → 8443.
  const first = port.hostPort < 1024 ? 8000 + port.hostPort : port.hostPort + 1;
  for (let hostPort = first; hostPort <= Math.max(last, first + MAX_PORTS_TRIED) && hostPort <= 65_535; hostPort++) {
    const candidate = { ...port, hostPort };
    if (ownerOf(candidate, containers) || spoken.some((other) => overlap(candidate, other))) continue;
    if (!isLocal || (await tryToBind(candidate)) !== 'taken') return hostPort;
  }
  return undefined;
}

async function hasImageOf(connection: Connection, reference: string, signal: AbortSignal): Promise<boolean> {
  // It becomes part of a path, so nothing that leaves it may be in it.
  if (!/^[\w][\w.\-/:@]*$/.test(reference) || reference.includes('..')) return false;
  return ask(connection, { method: 'GET', path: `/images/${reference}/json`, signal }, { kind: 'image' }).then(
    () => true,
    () => false,
  );
}
