import { createNetworkCommand } from '../../../contract/commands/networkCommands.ts';
import { AppFailure } from '../../../contract/errors.ts';
import type { NetworkSettings } from '../../../contract/model/network.ts';
import { networkProblems } from '../../../contract/model/networkProblems.ts';
import type { Connection } from '../../docker/connection.ts';
import { listNetworks } from '../../live/networkList.ts';
import { askNetwork } from './ask.ts';
import type { NetworksDeps } from './deps.ts';
import { readSurroundings } from './surroundings.ts';

interface Creation {
  readonly context: string;
  readonly settings: NetworkSettings;
}

/** `POST /networks/create`. Rejects with `invalid-input` and the field, naming who has a subnet or a name already. */
export async function createNetwork(
  { getConnection, activity, cliArgs }: NetworksDeps,
  { context, settings }: Creation,
  signal: AbortSignal,
): Promise<{ readonly id: string; readonly warning?: string }> {
  const connection = await getConnection(context, signal);
  const [networks, surroundings] = await Promise.all([
    listNetworks(connection)(undefined, signal),
    // The engine looks for a driver that it does not have for 15 s.
    readSurroundings(connection, signal),
  ]);
  const [problem] = networkProblems(settings, { networks, surroundings }).filter(({ isWarning }) => !isWarning);
  if (problem) {
    throw new AppFailure({ code: 'invalid-input', path: problem.path.split('.'), message: problem.message });
  }
  const command = createNetworkCommand(settings, cliArgs(context));
  return activity.record({ context, title: `Create network ${settings.name}`, command }, () =>
    postNetwork(connection, settings),
  );
}

/** Without looking at what there is. */
export async function postNetwork(
  connection: Connection,
  settings: NetworkSettings,
): Promise<{ readonly id: string; readonly warning?: string }> {
  const { name, driver, pools, ipamDriver, isInternal, isAttachable, isIpv6, options, labels } = settings;
  const { Id, Warning } = await askNetwork<{ readonly Id: string; readonly Warning?: string }>(connection, name, {
    method: 'POST',
    path: '/networks/create',
    body: {
      Name: name,
      Driver: driver,
      // Before API 1.44 two networks could have one name.
      CheckDuplicate: true,
      Internal: isInternal,
      Attachable: isAttachable,
      // Absent, not false: the engine may have a default of its own.
      ...(isIpv6 && { EnableIPv6: true }),
      IPAM: {
        Driver: ipamDriver,
        Options: {},
        Config: pools.map(({ subnet, gateway, ipRange, auxAddresses }) => ({
          Subnet: subnet,
          ...(gateway !== undefined && { Gateway: gateway }),
          ...(ipRange !== undefined && { IPRange: ipRange }),
          ...(Object.keys(auxAddresses).length > 0 && { AuxiliaryAddresses: auxAddresses }),
        })),
      },
      Options: options,
      Labels: labels,
    },
  });
  return { id: Id, ...(Warning && { warning: Warning }) };
}
