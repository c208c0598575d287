import { dockerCommand } from '../../contract/commands/docker.ts';
import { AppFailure } from '../../contract/errors.ts';
import type { ContainerSummary } from '../../contract/model/container.ts';
import { isDefaultBridge } from '../../contract/model/network.ts';
import type { ReachReport, ReachStep } from '../../contract/model/reach.ts';
import type { Connection } from '../docker/connection.ts';
import { listImages } from '../live/imageList.ts';
import { listNetworks } from '../live/networkList.ts';
import type { NetworksDeps } from '../services/networks/deps.ts';
import { inspectContainer, isOn, listContainers, readLink, readMembers } from '../services/networks/members.ts';
import { type Meaning, meaningOf, type Peopled } from './meaning.ts';
import { probeBeside, probeCommand, probeInside } from './probe.ts';
import { type Found, listensFact, meaningFacts, runsFact } from './reachFacts.ts';
import { conclude, probeSteps } from './reachReport.ts';
import { listeningSockets } from './sockets.ts';

interface Try {
  readonly context: string;
  readonly fromId: string;
  readonly host: string;
  readonly port: number;
  readonly image?: string | undefined;
}

/** Tells what is known of a way from one container to another, then tries it. The last report is the result. */
export async function* tryReach(
  { getConnection, cliArgs, activity }: NetworksDeps,
  wanted: Try,
  signal: AbortSignal,
): AsyncGenerator<ReachReport, void, undefined> {
  const { context, host, port, image } = wanted;
  const connection = await getConnection(context, signal);
  const ground = await lookAround(connection, wanted, signal);
  const { from, meaning } = ground;
  const target = `${host.includes(':') ? `[${host}]` : host}:${port}`;
  const command = dockerCommand(cliArgs(context), probeCommand(from.name, host, port, image));
  const found: Found[] = [runsFact(from), ...meaningFacts(host, from, ground.own, meaning)];
  const targetContainer = containerOf(meaning, from);
  const base = { ...(targetContainer && { targetId: targetContainer.id }), command };
  const report = (
    steps: readonly ReachStep[],
    result?: Pick<ReachReport, 'verdict' | 'summary' | 'reason' | 'hint'>,
  ): ReachReport => ({
    ...base,
    steps: [...found.map(({ step }) => step), ...steps],
    isDone: result !== undefined,
    ...(result ?? { verdict: 'unknown', summary: 'Trying…' }),
  });

  if (from.state !== 'running') {
    yield report([], conclude(target, found, [], [], undefined));
    return;
  }
  yield report([{ id: 'listens', outcome: 'running', text: 'Looking at what waits there…' }]);
  if (targetContainer?.state === 'running') {
    found.push(await listens(connection, targetContainer, port, signal));
  }
  yield report([{ id: 'connects', outcome: 'running', text: 'Trying it…' }]);
  const probe = await activity.record({ context, title: `Try ${target} from ${from.name}`, command }, () => {
    const what = { containerId: from.id, host, port };
    return image === undefined
      ? probeInside(connection, what, signal)
      : probeBeside(connection, { ...what, image }, signal);
  });
  const source = image === undefined ? `in ${from.name}` : `of ${image}`;
  const steps = probeSteps(host, port, probe, source);
  const meant = meaning.type === 'neighbour' ? meaning.addresses : [];
  const lacksTools = steps.some(({ id, outcome }) => id !== 'answers' && outcome === 'unknown');
  yield {
    ...report(steps, conclude(target, found, steps, meant, probe)),
    ...(lacksTools && image === undefined && { toolImages: await toolImages(connection, signal) }),
  };
}

interface Ground {
  readonly from: ContainerSummary;
  readonly own: readonly Peopled['network'][];
  readonly meaning: Meaning;
}

async function lookAround(connection: Connection, { fromId, host }: Try, signal: AbortSignal): Promise<Ground> {
  const [containers, networks, inspected] = await Promise.all([
    listContainers(connection, signal),
    listNetworks(connection)(undefined, signal),
    inspectContainer(connection, fromId, signal),
  ]);
  const from = containers.find(({ id }) => id === inspected.Id);
  if (!from) throw new AppFailure({ code: 'not-found', message: 'The container is gone.' });
  const own = networks.filter((network) => isOn(from, network));
  const peopled = await Promise.all(
    own.map(async (network) => ({
      network,
      // Only names are asked of its members, and on the default bridge there are none.
      members: isDefaultBridge(network) ? [] : await readMembers(connection, network, signal),
    })),
  );
  const endpoints = Object.values(inspected.NetworkSettings?.Networks ?? {});
  const links = [...(inspected.HostConfig?.Links ?? []), ...endpoints.flatMap((one) => one?.Links ?? [])].map(readLink);
  return { from, own, meaning: meaningOf(host, { from, containers, peopled, links }) };
}

function containerOf(meaning: Meaning, from: ContainerSummary): ContainerSummary | undefined {
  if (meaning.type === 'itself') return from;
  return 'container' in meaning ? meaning.container : undefined;
}

async function listens(
  connection: Connection,
  { id, name }: ContainerSummary,
  port: number,
  signal: AbortSignal,
): Promise<Found> {
  try {
    const pid = (await inspectContainer(connection, id, signal)).State?.Pid;
    return listensFact(name, port, await listeningSockets(connection, { id, name, pid }, signal));
  } catch (thrown) {
    signal.throwIfAborted();
    if (thrown instanceof AppFailure) return listensFact(name, port, undefined);
    throw thrown;
  }
}

const MOST_IMAGES = 12;
/** These are made for it, or have a shell and nc at least. */
const WITH_TOOLS = [/netshoot/, /busybox/, /alpine/, /curl/, /python/, /node/, /debian|ubuntu/];

async function toolImages(connection: Connection, signal: AbortSignal): Promise<readonly string[]> {
  const images = await listImages(connection)(undefined, signal).catch(() => []);
  const rank = (tag: string) => {
    const at = WITH_TOOLS.findIndex((pattern) => pattern.test(tag));
    return at < 0 ? WITH_TOOLS.length : at;
  };
  return images
    .flatMap(({ tags, sizeBytes }) => tags.map((tag) => ({ tag, sizeBytes })))
    .toSorted((a, b) => rank(a.tag) - rank(b.tag) || a.sizeBytes - b.sizeBytes)
    .slice(0, MOST_IMAGES)
    .map(({ tag }) => tag);
}
