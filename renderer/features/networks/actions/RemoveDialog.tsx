import { Checkbox } from '@mantine/core';
import { useState } from 'react';
import { disconnectNetworkCommand, removeNetworksCommand } from '../../../../contract/commands/networkCommands.ts';
import type { NetworkRemovalPlan } from '../../../../contract/model/network.ts';
import { client } from '../../../rpc/index.ts';
import { ConfirmDialog, ErrorNotice } from '../../../ui/index.ts';
import { useLoad } from '../../../ui/useLoad.ts';
import { containersText, counted } from '../text/words.ts';
import type { DialogProps } from './Dialogs.tsx';

const UP = /^(running|paused|restarting)$/;

/** Says exactly what goes and who is on it, then removes exactly that. */
export function RemoveDialog({ context, cliArgs, onClose, ids }: DialogProps & { readonly ids: readonly string[] }) {
  const [isDisconnecting, setDisconnecting] = useState(false);
  const { value: plan, error } = useLoad(`${context} ${ids.join(' ')}`, (signal) =>
    client.networks.previewRemove({ context, ids: [...ids] }, { signal }),
  );
  const networks = plan?.networks ?? [];
  const going = networks.filter(({ outcome }) => outcome === 'removed' || (outcome === 'blocked' && isDisconnecting));
  const members = networks.flatMap((network) => network.members.map((member) => ({ network, member })));
  const running = members.filter(({ member, network }) => network.outcome === 'blocked' && UP.test(member.state));
  // Those that do not run would not start any more: they are taken off too.
  const taken = isDisconnecting ? members.filter(({ network }) => network.outcome !== 'own') : [];
  const command = [
    ...taken.map(({ network, member }) => disconnectNetworkCommand(network.name, member.name, false, cliArgs)),
    ...(going.length > 0
      ? [
          removeNetworksCommand(
            going.map(({ name }) => name),
            cliArgs,
          ),
        ]
      : []),
  ].join('\n');
  const [only] = networks;
  return (
    <ConfirmDialog
      title={ids.length === 1 ? `Remove ${only?.name ?? 'the network'}?` : `Remove ${counted(ids.length)}?`}
      message={error ? <ErrorNotice error={error} /> : plan ? sentence(plan, isDisconnecting) : undefined}
      items={networks.flatMap((network) => [
        {
          id: network.id,
          name: network.name,
          detail:
            network.outcome === 'own' ? 'stays: every engine has it' : network.subnets.join(', ') || network.driver,
        },
        ...network.members.map((member) => ({
          id: `${network.id} ${member.id}`,
          name: member.name,
          warning: `container, ${member.state}`,
          detail: isDisconnecting
            ? 'is disconnected'
            : UP.test(member.state)
              ? 'keeps the network'
              : 'does not start without it',
        })),
      ])}
      command={command === '' ? undefined : command}
      confirmLabel={taken.length > 0 ? 'Disconnect and remove' : 'Remove'}
      isDangerous
      isLoading={!plan || going.length === 0}
      onConfirm={async () => {
        await client.networks.remove({
          context,
          ids: going.map(({ id }) => id),
          disconnect: taken.map(({ network, member }) => ({ networkId: network.id, containerId: member.id })),
        });
        onClose();
      }}
      onCancel={onClose}
    >
      {members.some(({ network }) => network.outcome !== 'own') && (
        <Checkbox
          label={`Disconnect ${running.length > 0 ? `the ${containersText(members.length)}` : 'them'} first`}
          description="They go on without this network."
          checked={isDisconnecting}
          onChange={(event) => setDisconnecting(event.currentTarget.checked)}
        />
      )}
    </ConfirmDialog>
  );
}

function sentence({ networks }: NetworkRemovalPlan, isDisconnecting: boolean): string {
  const blocked = networks.filter(({ outcome }) => outcome === 'blocked');
  const stopped = networks.filter(({ outcome, members }) => outcome === 'removed' && members.length > 0);
  if (blocked.length > 0 && !isDisconnecting) {
    return blocked.length === networks.length
      ? 'Containers are on it: while they are, the engine does not remove it.'
      : `${counted(blocked.length)} cannot go while containers are on ${blocked.length === 1 ? 'it' : 'them'}.`;
  }
  if (stopped.length > 0 && !isDisconnecting) {
    return 'Containers that do not run now are made for it: they would not start any more.';
  }
  return 'It is gone then; containers and their data stay.';
}
