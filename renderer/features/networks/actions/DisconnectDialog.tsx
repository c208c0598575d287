import { Checkbox } from '@mantine/core';
import { useState } from 'react';
import { useSelector } from 'react-redux';
import { disconnectNetworkCommand } from '../../../../contract/commands/networkCommands.ts';
import { client } from '../../../rpc/index.ts';
import { ConfirmDialog } from '../../../ui/index.ts';
import { containersSlice } from '../../containers/index.ts';
import { networksSlice } from '../store/networksSlice.ts';
import type { DialogProps } from './Dialogs.tsx';
import { t } from '../texts/index.ts';

interface DisconnectDialogProps extends DialogProps {
  readonly networkId: string;
  readonly containerId: string;
}

/** Says who cannot reach it any more, then takes it off. */
export function DisconnectDialog({ context, cliArgs, onClose, networkId, containerId }: DisconnectDialogProps) {
  const networks = useSelector(networksSlice.selectors.selectItems);
  const containers = useSelector(containersSlice.selectors.selectItems);
  const [force, setForce] = useState(false);
  const network = networks.find(({ id }) => id === networkId)?.name ?? networkId.slice(0, 12);
  const container = containers.find(({ id }) => id === containerId);
  const name = container?.name ?? containerId.slice(0, 12);
  const left = container?.networks.filter((one) => one.networkId !== networkId) ?? [];
  const others = containers.filter(
    (one) =>
      one.id !== containerId &&
      one.networks.some((its) => its.networkId === networkId) &&
      !one.networks.some((its) => left.some((mine) => mine.networkId === its.networkId)),
  );
  return (
    <ConfirmDialog
      title={t('Disconnect {{name}} from {{network}}?', { name, network })}
      message={[
        left.length === 0
          ? t('It is on no other network: nothing reaches it then, and it reaches nothing.')
          : t('It stays on {{left}}.', { left: left.map((one) => one.name).join(', ') }),
        ...(others.length > 0 ? [t('These do not reach it any more:')] : []),
      ].join(' ')}
      items={others.map((one) => ({ id: one.id, name: one.name, detail: one.state }))}
      command={disconnectNetworkCommand(network, name, force, cliArgs)}
      confirmLabel={t('Disconnect')}
      onConfirm={async () => {
        await client.networks.disconnect({ context, networkId, containerId, force });
        onClose();
      }}
      onCancel={onClose}
    >
      <Checkbox
        label={t('By force')}
        description={t('Where the engine remembers a container that is gone')}
        checked={force}
        onChange={(event) => setForce(event.currentTarget.checked)}
      />
    </ConfirmDialog>
  );
}
