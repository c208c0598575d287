import { Button, Modal, Select, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useSelector } from 'react-redux';
import { connectNetworkCommand } from '../../../../contract/commands/networkCommands.ts';
import { type AppError, toAppError } from '../../../../contract/errors.ts';
import { isDefaultBridge, whyFixed } from '../../../../contract/model/network.ts';
import { containsAddress, parseAddress, parseSubnet } from '../../../../contract/model/subnet.ts';
import { client } from '../../../rpc/index.ts';
import { CommandLine, ErrorNotice, notify } from '../../../ui/index.ts';
import { containersSlice, stateWord } from '../../containers/index.ts';
import { networksSlice } from '../store/networksSlice.ts';
import dialog from '../../../ui/form/DialogForm.module.css';
import styles from './Actions.module.css';
import type { DialogProps } from './Dialogs.tsx';
import { t } from '../texts/index.ts';

interface ConnectDialogProps extends DialogProps {
  readonly networkId?: string | undefined;
  readonly containerId?: string | undefined;
}

/** Puts a container on a network while it lives. */
export function ConnectDialog({ context, cliArgs, onClose, ...known }: ConnectDialogProps) {
  const networks = useSelector(networksSlice.selectors.selectItems);
  const containers = useSelector(containersSlice.selectors.selectItems);
  const [networkId, setNetworkId] = useState(known.networkId ?? null);
  const [containerId, setContainerId] = useState(known.containerId ?? null);
  const [fields, setFields] = useState({ aliases: '', ipAddress: '', ipv6Address: '' });
  const [error, setError] = useState<AppError>();
  const [isBusy, setBusy] = useState(false);

  const network = networks.find(({ id }) => id === networkId);
  const container = containers.find(({ id }) => id === containerId);
  const isOn = (id: string, of: (typeof containers)[number]) => of.networks.some((one) => one.networkId === id);
  const aliases = fields.aliases.split(/[\s,]+/).filter(Boolean);
  const ipAddress = fields.ipAddress.trim();
  const ipv6Address = fields.ipv6Address.trim();
  const endpoint = {
    aliases,
    ...(ipAddress !== '' && { ipAddress }),
    ...(ipv6Address !== '' && { ipv6Address }),
  };
  const said = error?.code === 'invalid-input' ? error.path[0] : undefined;
  const saidText = error ? [error.message, 'hint' in error && error.hint].filter(Boolean).join(' ') : undefined;
  const addressProblem = (text: string, version: 4 | 6): string | undefined => {
    if (text === '' || !network) return undefined;
    const address = parseAddress(text);
    if (address?.version !== version) return t('This is not an IPv{{version}} address.', { version });
    const subnets = network.subnets.flatMap((one) => parseSubnet(one) ?? []);
    if (!subnets.some((one) => containsAddress(one, address)))
      return t('It lies outside {{subnets}}.', { subnets: network.subnets.join(', ') });
    const owner = containers.find(({ networks: its }) =>
      its.some((one) => one.networkId === network.id && (one.ipAddress === text || one.ipv6Address === text)),
    );
    return owner && t('{{name}} has it.', { name: owner.name });
  };
  const problems = { ipAddress: addressProblem(ipAddress, 4), ipv6Address: addressProblem(ipv6Address, 6) };
  const isReady = network && container && !problems.ipAddress && !problems.ipv6Address;
  const set = (key: keyof typeof fields) => (event: { currentTarget: { value: string } }) => {
    setFields({ ...fields, [key]: event.currentTarget.value });
    setError(undefined);
  };

  async function submit() {
    if (!network || !container) return;
    setBusy(true);
    setError(undefined);
    try {
      await client.networks.connect({ context, networkId: network.id, containerId: container.id, endpoint });
      onClose();
      notify({
        title: t('{{name}} is on {{name2}} now', { name: container.name, name2: network.name }),
        tone: 'success',
        ...(!isDefaultBridge(network) && {
          message: t('It is found there as {{list}}.', { list: [container.name, ...aliases].join(', ') }),
        }),
      });
    } catch (thrown) {
      setError(toAppError(thrown));
      setBusy(false);
    }
  }

  return (
    <Modal opened onClose={onClose} title={t('Connect a container to a network')} size="md">
      <form
        className={dialog.form}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <Select
          label={t('Container')}
          placeholder={t('Choose a container')}
          searchable
          data={containers
            .filter((one) => networkId === null || !isOn(networkId, one))
            .map(({ id, name, state }) => ({
              value: id,
              label: state === 'running' ? name : `${name} (${stateWord({ state })})`,
            }))}
          value={containerId}
          onChange={setContainerId}
          data-autofocus={known.containerId === undefined || undefined}
        />
        <Select
          label={t('Network')}
          placeholder={t('Choose a network')}
          searchable
          data={networks
            .filter((one) => whyFixed(one) === undefined && !(container && isOn(one.id, container)))
            .map(({ id, name, subnets }) => ({ value: id, label: [name, ...subnets.slice(0, 1)].join(' · ') }))}
          value={networkId}
          onChange={setNetworkId}
          data-autofocus={known.containerId !== undefined || undefined}
        />
        {network && isDefaultBridge(network) ? (
          <p className={dialog.note}>
            {t('The default bridge knows no names: containers find each other by address only.')}
          </p>
        ) : (
          <TextInput
            label={t('Aliases')}
            description={t('More names by which others on this network find it')}
            placeholder={t('db, database')}
            value={fields.aliases}
            error={said === 'aliases' ? saidText : undefined}
            spellCheck={false}
            onChange={set('aliases')}
          />
        )}
        <div className={styles.grid}>
          <TextInput
            label={t('Address')}
            placeholder={t('the engine chooses')}
            value={fields.ipAddress}
            error={problems.ipAddress ?? (said === 'ipAddress' ? saidText : undefined)}
            onChange={set('ipAddress')}
          />
          {network?.isIpv6 && (
            <TextInput
              label={t('IPv6 address')}
              placeholder={t('the engine chooses')}
              value={fields.ipv6Address}
              error={problems.ipv6Address}
              onChange={set('ipv6Address')}
            />
          )}
        </div>
        {error && said !== 'ipAddress' && said !== 'aliases' && <ErrorNotice error={error} />}
        <CommandLine
          command={connectNetworkCommand(network?.name ?? 'NETWORK', container?.name ?? 'CONTAINER', endpoint, cliArgs)}
        />
        <div className={dialog.buttons}>
          <Button variant="default" onClick={onClose}>
            {t('Cancel')}
          </Button>
          <Button type="submit" loading={isBusy} disabled={!isReady}>
            {t('Connect')}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
