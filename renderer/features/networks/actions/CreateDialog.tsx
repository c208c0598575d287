import { Button, Checkbox, Modal, Select, TextInput } from '@mantine/core';
import { useMemo, useState } from 'react';
import { useSelector } from 'react-redux';
import { createNetworkCommand } from '../../../../contract/commands/networkCommands.ts';
import { type AppError, toAppError } from '../../../../contract/errors.ts';
import { networkProblems } from '../../../../contract/model/networkProblems.ts';
import { client } from '../../../rpc/index.ts';
import { CommandLine, ErrorNotice, notify } from '../../../ui/index.ts';
import { useLoad } from '../../../ui/useLoad.ts';
import { networksSlice } from '../store/networksSlice.ts';
import dialog from '../../../ui/form/DialogForm.module.css';
import styles from './Actions.module.css';
import { type CreateDraft, emptyDraft, settingsOf } from './createDraft.ts';
import type { DialogProps } from './Dialogs.tsx';
import { DriverOptions } from './DriverOptions.tsx';
import { PairRows } from './PairRows.tsx';
import { PoolRows } from './PoolRows.tsx';
import { useNetworkActions } from './useNetworkActions.ts';
import { t } from '../texts/index.ts';

const DRIVERS: Readonly<Record<string, string>> = {
  get bridge() {
    return t('A network inside of the engine’s machine');
  },
  get macvlan() {
    return t('Its containers stand in your LAN, with MACs of their own');
  },
  get ipvlan() {
    return t('As macvlan, with the machine’s own MAC');
  },
  get overlay() {
    return t('Across the machines of a swarm');
  },
};

/** A new network, checked while it is typed. */
export function CreateDialog({ context, cliArgs, onClose }: DialogProps) {
  const actions = useNetworkActions();
  const networks = useSelector(networksSlice.selectors.selectItems);
  const { value: surroundings } = useLoad(context, (signal) => client.networks.surroundings({ context }, { signal }));
  const [draft, setDraft] = useState<CreateDraft>(emptyDraft);
  const [hasTried, setTried] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const [error, setError] = useState<AppError>();

  const settings = useMemo(() => settingsOf(draft), [draft]);
  const problems = useMemo(
    () => networkProblems(settings, { networks, ...(surroundings && { surroundings }) }),
    [settings, networks, surroundings],
  );
  const errors = problems.filter(({ isWarning }) => !isWarning);
  // A form that nobody has filled in yet does not scold.
  const isQuiet = (path: string) => path === 'name' && draft.name === '' && !hasTried;
  const said = error?.code === 'invalid-input' ? error.path.join('.') : undefined;
  const errorAt = (path: string) =>
    errors.find((problem) => problem.path === path && !isQuiet(path))?.message ??
    (said === path && error ? [error.message, 'hint' in error && error.hint].filter(Boolean).join(' ') : undefined);
  const warningAt = (path: string) => problems.find((one) => one.path === path && one.isWarning)?.message;
  const drivers = surroundings && surroundings.drivers.length > 0 ? surroundings.drivers : ['bridge'];

  const change = (fields: Partial<CreateDraft>) => {
    setDraft({ ...draft, ...fields });
    setError(undefined);
  };

  async function submit() {
    setTried(true);
    if (errors.length > 0) return;
    setBusy(true);
    setError(undefined);
    try {
      const { id, warning } = await client.networks.create({ context, settings });
      onClose();
      actions.open(id);
      notify({
        title: t('Created the network {{name}}', { name: settings.name }),
        tone: 'success',
        ...(warning !== undefined && { message: warning }),
      });
    } catch (thrown) {
      setError(toAppError(thrown));
      setBusy(false);
    }
  }

  const isShownInField = said !== undefined && FIELDS.test(said);
  return (
    <Modal opened onClose={onClose} title={t('Create a network')} size="lg">
      <form
        className={dialog.form}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <div className={styles.grid}>
          <TextInput
            label={t('Name')}
            description={t('By which containers are put on it')}
            placeholder="shop"
            value={draft.name}
            error={errorAt('name')}
            spellCheck={false}
            onChange={(event) => change({ name: event.currentTarget.value })}
            data-autofocus
          />
          <Select
            label={t('Driver')}
            description={DRIVERS[draft.driver] ?? t('A plugin of this engine')}
            data={[...drivers]}
            value={draft.driver}
            error={errorAt('driver')}
            allowDeselect={false}
            onChange={(driver) => change({ driver: driver ?? 'bridge' })}
          />
        </div>
        <PoolRows pools={draft.pools} onChange={(pools) => change({ pools })} errorAt={errorAt} warningAt={warningAt} />
        <div className={styles.boxes}>
          <Checkbox
            label={t('Internal: nothing outside is reached, and reaches it')}
            checked={draft.isInternal}
            onChange={(event) => change({ isInternal: event.currentTarget.checked })}
          />
          <Checkbox
            label={t('IPv6: gives IPv6 addresses too')}
            checked={draft.isIpv6}
            onChange={(event) => change({ isIpv6: event.currentTarget.checked })}
          />
          {draft.driver === 'overlay' && (
            <Checkbox
              label={t('Attachable: single containers may join it, not only services')}
              checked={draft.isAttachable}
              onChange={(event) => change({ isAttachable: event.currentTarget.checked })}
            />
          )}
        </div>
        <details className={styles.more}>
          <summary>{t('Options and labels')}</summary>
          <div className={styles.moreBody}>
            <DriverOptions draft={draft} onChange={change} errorAt={errorAt} surroundings={surroundings} />
            <PairRows
              legend={t('Other options')}
              noun={t('Option')}
              placeholder={t('com.docker.network…')}
              rows={draft.options}
              onChange={(options) => change({ options })}
            />
            <PairRows
              legend={t('Labels')}
              noun={t('Label')}
              placeholder="com.example.team"
              rows={draft.labels}
              onChange={(labels) => change({ labels })}
            />
          </div>
        </details>
        {warningAt('options.parent') && <p className={dialog.warning}>{warningAt('options.parent')}</p>}
        {error && !isShownInField && <ErrorNotice error={error} />}
        <div className={styles.footer}>
          <CommandLine command={createNetworkCommand({ ...settings, name: settings.name || 'NAME' }, cliArgs)} />
          <div className={dialog.buttons}>
            <Button variant="default" onClick={onClose}>
              {t('Cancel')}
            </Button>
            <Button type="submit" loading={isBusy} disabled={hasTried && errors.length > 0}>
              {t('Create')}
            </Button>
          </div>
        </div>
      </form>
    </Modal>
  );
}

/** Beside these an error is shown; others are shown below. */
const FIELDS = /^(name|driver|pools\.\d+\.(subnet|gateway|ipRange|auxAddresses)|options\.(parent|mtu))$/;
