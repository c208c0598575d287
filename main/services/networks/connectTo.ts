import {
  connectNetworkCommand,
  createNetworkCommand,
  disconnectNetworkCommand,
} from '../../../contract/commands/networkCommands.ts';
import { AppFailure } from '../../../contract/errors.ts';
import {
  type Connected,
  type EndpointSettings,
  type NetworkMember,
  NetworkSettings,
  type NetworkSummary,
} from '../../../contract/model/network.ts';
import type { Connection } from '../../docker/connection.ts';
import { listNetworks } from '../../live/networkList.ts';
import { askNetwork, networkPath, readNetwork } from './ask.ts';
import { planConnection } from './connectPlan.ts';
import { postNetwork } from './create.ts';
import type { NetworksDeps } from './deps.ts';
import { endpointOn, inspectContainer, memberOf, nameOf } from './members.ts';
import { mendHalfJoined } from './halfJoined.ts';
import { join, leave } from './membership.ts';

interface Wanted {
  readonly context: string;
  readonly fromId: string;
  readonly toId: string;
  readonly network: { readonly id: string } | { readonly newName: string };
  readonly alias?: string | undefined;
}

/** One thing to do, and what takes it back. */
interface Step {
  readonly command: string;
  readonly run: () => Promise<unknown>;
  readonly undo: () => Promise<unknown>;
  /** What it left when it failed, once the steps before it are taken back. Gives what to throw. */
  readonly mend?: (failure: unknown) => Promise<unknown>;
}

/** Leads a container to another by a network that both are on. What a failure leaves half done is taken back. */
export async function connectTo(deps: NetworksDeps, wanted: Wanted, signal: AbortSignal): Promise<Connected> {
  const { context, fromId, toId, alias } = wanted;
  const connection = await deps.getConnection(context, signal);
  const [from, to, networks] = await Promise.all([
    inspectContainer(connection, fromId, signal),
    inspectContainer(connection, toId, signal),
    listNetworks(connection)(undefined, signal),
  ]);
  const { refusal } = planConnection(from, to, networks);
  if (refusal) throw new AppFailure(refusal);
  const cliArgs = deps.cliArgs(context);
  const known = 'id' in wanted.network ? (await readNetwork(connection, wanted.network.id, signal)).network : undefined;
  const name = known?.name ?? ('newName' in wanted.network ? wanted.network.newName : '');
  let networkId = known?.id ?? '';
  const steps: Step[] = [];
  const joining = (id: string, container: string, endpoint: EndpointSettings): Step => ({
    command: connectNetworkCommand(name, container, endpoint, cliArgs),
    run: () => join(connection, { networkId, containerId: id, endpoint }),
    undo: () => leave(connection, { networkId, containerId: id }),
    mend: (failure) => mendHalfJoined(connection, { network: name, containerId: id, failure }),
  });

  if (!known) {
    const settings = NetworkSettings.parse({ name });
    steps.push({
      command: createNetworkCommand(settings, cliArgs),
      run: async () => (networkId = (await postNetwork(connection, settings)).id),
      undo: () => askNetwork(connection, name, { method: 'DELETE', path: networkPath(networkId) }),
    });
  }
  const aliases = alias === undefined || alias === nameOf(to) ? [] : [alias];
  const member = known && memberOf(to, known);
  if (!member) steps.push(joining(to.Id, nameOf(to), { aliases }));
  else if (alias !== undefined && !member.names.includes(alias)) {
    // An alias is given only on joining: it leaves for a moment, and keeps what was chosen for it.
    const before = settingsOf(member);
    steps.push({
      command: disconnectNetworkCommand(name, nameOf(to), false, cliArgs),
      run: () => leave(connection, { networkId, containerId: to.Id }),
      undo: () => join(connection, { networkId, containerId: to.Id, endpoint: before }),
    });
    steps.push(joining(to.Id, nameOf(to), { ...before, aliases: [...before.aliases, alias] }));
  }
  if (!known || !endpointOn(from, known)) steps.push(joining(from.Id, nameOf(from), { aliases: [] }));

  if (steps.length > 0) {
    const command = steps.map((step) => step.command).join('\n');
    await deps.activity.record({ context, title: `Connect ${nameOf(from)} to ${nameOf(to)}`, command }, () =>
      runOrUndo(steps),
    );
  }
  return { networkId, networkName: name, names: await namesNow(connection, networkId, toId, signal) };
}

const settingsOf = ({ aliases, fixedIpAddress, fixedIpv6Address }: NetworkMember): EndpointSettings => ({
  aliases: [...aliases],
  ...(fixedIpAddress !== undefined && { ipAddress: fixedIpAddress }),
  ...(fixedIpv6Address !== undefined && { ipv6Address: fixedIpv6Address }),
});

async function runOrUndo(steps: readonly Step[]): Promise<void> {
  const done: Step[] = [];
  for (const step of steps) {
    try {
      await step.run();
      done.unshift(step);
    } catch (failure) {
      // The failure that matters is the first one.
      for (const one of done) await one.undo().catch(() => undefined);
      throw step.mend ? await step.mend(failure) : failure;
    }
  }
}

async function namesNow(
  connection: Connection,
  networkId: string,
  containerId: string,
  signal: AbortSignal,
): Promise<readonly string[]> {
  const [{ network }, container] = await Promise.all([
    readNetwork(connection, networkId, signal),
    inspectContainer(connection, containerId, signal),
  ]);
  return withoutId(memberOf(container, network as NetworkSummary)?.names ?? [], containerId);
}

/** Nobody writes the short id into a configuration. */
const withoutId = (names: readonly string[], id: string) => names.filter((name) => !id.startsWith(name));
