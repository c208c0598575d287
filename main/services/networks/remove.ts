import { disconnectNetworkCommand, removeNetworksCommand } from '../../../contract/commands/networkCommands.ts';
import { AppFailure, toAppError } from '../../../contract/errors.ts';
import type { JobItem } from '../../../contract/model/job.ts';
import type { NetworkSummary } from '../../../contract/model/network.ts';
import type { Connection } from '../../docker/connection.ts';
import type { JobHandle } from '../../jobs/jobs.ts';
import { askNetwork, networkPath, readNetwork } from './ask.ts';
import type { NetworksDeps } from './deps.ts';
import { inspectContainer, nameOf } from './members.ts';
import { leave } from './membership.ts';

interface Removal {
  readonly context: string;
  readonly ids: readonly string[];
  readonly disconnect: readonly { readonly networkId: string; readonly containerId: string }[];
}

/**
 * Disconnects, then removes one network after another by id (`DELETE /networks/{id}`), so that what became needed
 * meanwhile stays. One that cannot go does not keep the others; the job then fails, and says which and why.
 */
export function removeNetworks(deps: NetworksDeps, { context, ids, disconnect }: Removal): string {
  const title = ids.length === 1 ? 'Remove a network' : `Remove ${ids.length} networks`;
  return deps.jobs.start({ kind: 'remove', title, context }, (job, signal) => {
    const entry = { context, title, command: removeNetworksCommand(ids.map(short), deps.cliArgs(context)) };
    return deps.activity.record(entry, async (amend) => {
      const connection = await deps.getConnection(context, signal);
      const networks = new Map<string, NetworkSummary>();
      for (const id of ids) networks.set(id, (await readNetwork(connection, id, signal)).network);
      const members = new Map<string, string>();
      for (const { containerId } of disconnect) {
        members.set(containerId, nameOf(await inspectContainer(connection, containerId, signal)));
      }
      const nameOfNetwork = (id: string) => networks.get(id)?.name ?? short(id);
      const cliArgs = deps.cliArgs(context);
      amend(
        [
          ...disconnect.map((one) =>
            disconnectNetworkCommand(nameOfNetwork(one.networkId), members.get(one.containerId) ?? '', false, cliArgs),
          ),
          removeNetworksCommand(ids.map(nameOfNetwork), cliArgs),
        ].join('\n'),
      );
      job.update({ title: ids.length === 1 ? `Remove network ${nameOfNetwork(ids[0] ?? '')}` : title });
      for (const one of disconnect) {
        signal.throwIfAborted();
        const name = members.get(one.containerId) ?? short(one.containerId);
        job.update({ message: `Disconnecting ${name}` });
        await leave(connection, one);
        job.log(`Disconnected ${name} from ${nameOfNetwork(one.networkId)}`);
      }
      return removeEach(connection, [...networks.values()], job, signal);
    });
  });
}

const short = (id: string) => id.slice(0, 12);

async function removeEach(
  connection: Connection,
  networks: readonly NetworkSummary[],
  job: JobHandle,
  signal: AbortSignal,
): Promise<undefined> {
  let items = networks.map(({ id, name }): JobItem => ({ id, label: name, status: '', isDone: false }));
  const failures: string[] = [];
  let removed = 0;
  for (const { id, name } of networks) {
    if (signal.aborted) {
      throw new AppFailure({ code: 'cancelled', message: `Removed ${removed} of ${networks.length}.` });
    }
    let status = 'removed';
    try {
      await askNetwork(connection, name, { method: 'DELETE', path: networkPath(id) });
      removed += 1;
    } catch (thrown) {
      const { message } = toAppError(thrown);
      status = message;
      failures.push(message);
    }
    job.log(`${name}: ${status}`);
    items = items.map((item) => (item.id === id ? { ...item, status, isDone: true } : item));
    job.update({ items, message: `${removed} of ${networks.length} removed` });
  }
  if (failures.length === 0) return;
  const [first = ''] = failures;
  throw new AppFailure({
    code: 'conflict',
    message: networks.length === 1 ? first : `${failures.length} of ${networks.length} could not be removed. ${first}`,
    hint: networks.length === 1 ? 'Disconnect its containers first.' : 'Open the job: it says why of each.',
  });
}
