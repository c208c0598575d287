import { Checkbox } from '@mantine/core';
import { useState } from 'react';
import { disconnectNetworkCommand, removeNetworksCommand } from '../../../../contract/commands/networkCommands.ts';
import type { NetworkRemovalPlan } from '../../../../contract/model/network.ts';
import { client } from '../../../rpc/index.ts';
import { ConfirmDialog, ErrorNotice } from '../../../ui/index.ts';
import { useLoad } from '../../../ui/useLoad.ts';
import { containersText, counted } from '../text/words.ts';
import type { DialogProps } from './Dialogs.tsx';
import { plural, t } from '../texts/index.ts';

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
      title={plural(ids.length, 'Remove {{name}}?', 'Remove {{counted}}?', {
        counted: counted(ids.length),
        name: only?.name ?? t('the network'),
      })}
      message={error ? <ErrorNotice error={error} /> : plan ? sentence(plan, isDisconnecting) : undefined}
      items={networks.flatMap((network) => [
        {
          id: network.id,
          name: network.name,
          detail:
            network.outcome === 'own' ? t('stays: every engine has it') : network.subnets.join(', ') || network.driver,
        },
        ...network.members.map((member) => ({
          id: `${network.id} ${member.id}`,
          name: member.name,
          warning: t('container, {{state}}', { state: member.state }),
          detail: isDisconnecting
            ? t('is disconnected')
            : UP.test(member.state)
              ? t('keeps the network')
              : t('does not start without it'),
        })),
      ])}
      command={command === '' ? undefined : command}
      confirmLabel={taken.length > 0 ? t('Disconnect and remove') : t('Remove')}
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
          label={
            running.length > 0
              ? t('Disconnect the {{members}} first', { members: containersText(members.length) })
              : t('Disconnect them first')
          }
          description={t('They go on without this network.')}
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
      ? t('Containers are on it: while they are, the engine does not remove it.')
      : plural(
          blocked.length,
          '{{counted}} cannot go while containers are on it.',
          '{{counted}} cannot go while containers are on them.',
          { counted: counted(blocked.length) },
        );
  }
  if (stopped.length > 0 && !isDisconnecting) {
    return t('Containers that do not run now are made for it: they would not start any more.');
  }
  return t('It is gone then; containers and their data stay.');
}
