import { Button, Modal, NativeSelect, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useDispatch } from 'react-redux';
import { containerActionCommand } from '../../../../contract/commands/containerCommands.ts';
import type { AppError } from '../../../../contract/errors.ts';
import type { ContainerDetail } from '../../../../contract/model/container.ts';
import { client } from '../../../rpc/index.ts';
import { CommandLine, ErrorNotice } from '../../../ui/index.ts';
import { useLoad } from '../../../ui/useLoad.ts';
import { applyAction } from './apply.ts';
import styles from './Actions.module.css';
import type { DialogProps } from './Dialogs.tsx';
import { canLimitSwap, draftOf, EMPTY_UPDATE, readUpdate, type UpdateDraft } from './updateDraft.ts';
import { useCliArgs } from './useCliArgs.ts';
import { counted } from './words.ts';
import { t } from '../texts/index.ts';

/** Limits and restart policy of what runs, changed without a restart. */
export function UpdateDialog({ context, containers, onClose }: DialogProps) {
  const [targets] = useState(containers);
  const [only] = targets;
  const isOne = targets.length === 1 && only !== undefined;
  const loaded = useLoad<ContainerDetail | undefined>(isOne ? only.id : '', async (signal) =>
    isOne ? client.containers.inspect({ context, id: only.id }, { signal }) : undefined,
  );
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('Limits and restart policy of {{how}}', { how: isOne ? only.name : counted(targets.length) })}
    >
      {loaded.error && <ErrorNotice error={loaded.error} />}
      {isOne ? (
        loaded.value && (
          <UpdateForm context={context} containers={targets} before={draftOf(loaded.value)} onClose={onClose} />
        )
      ) : (
        <UpdateForm context={context} containers={targets} before={EMPTY_UPDATE} onClose={onClose} />
      )}
    </Modal>
  );
}

interface UpdateFormProps extends DialogProps {
  readonly before: UpdateDraft;
}

const POLICIES = [
  {
    value: 'no',
    get label() {
      return t('Do not restart');
    },
  },
  {
    value: 'on-failure',
    get label() {
      return t('On failure');
    },
  },
  {
    value: 'unless-stopped',
    get label() {
      return t('Always, unless it was stopped');
    },
  },
  {
    value: 'always',
    get label() {
      return t('Always');
    },
  },
];

function UpdateForm({ context, containers, before: initial, onClose }: UpdateFormProps) {
  const dispatch = useDispatch();
  const cliArgs = useCliArgs(context);
  const [before] = useState(initial);
  const [draft, setDraft] = useState(initial);
  const [isBusy, setBusy] = useState(false);
  const [error, setError] = useState<AppError>();
  const { update, problems } = readUpdate(draft, before);
  const action = { type: 'update' as const, update };
  const isReady = Object.keys(update).length > 0 && Object.keys(problems).length === 0;
  const isMany = containers.length > 1;

  async function submit() {
    setBusy(true);
    setError(undefined);
    const results = await applyAction(dispatch, context, containers, action, { isQuiet: !isMany });
    const failure = results.find((result) => result.error)?.error;
    setBusy(false);
    if (failure && !isMany) setError(failure);
    else onClose();
  }

  const field = (
    name: Exclude<keyof UpdateDraft, 'restart'>,
    label: string,
    placeholder: string,
    description?: string,
  ) => (
    <TextInput
      label={label}
      description={description}
      placeholder={isMany ? t('as it is') : placeholder}
      value={draft[name]}
      error={problems[name]}
      onChange={(event) => setDraft({ ...draft, [name]: event.currentTarget.value })}
    />
  );
  const info = useLoad(context, (signal) => client.contexts.info({ context }, { signal })).value;
  const noSwap = info && !canLimitSwap(info) ? t('This engine cannot limit swap: it ignores this.') : undefined;
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        if (isReady && !isBusy) void submit();
      }}
    >
      <div className={styles.fields}>
        {field('memory', t('Memory'), t('no limit'))}
        {field('memorySwap', t('Memory and swap'), t('no limit'), noSwap)}
        {field('cpus', 'CPUs', t('no limit'))}
        {field('pids', t('Processes'), t('no limit'))}
        {field('reservation', t('Memory reservation'), 'none')}
        {field('cpuShares', t('CPU shares'), '1024')}
        {field('cpuset', t('Only these CPUs'), '0-1')}
        <NativeSelect
          label={t('Restart policy')}
          value={draft.restart}
          data={isMany ? [{ value: '', label: t('as it is') }, ...POLICIES] : POLICIES}
          onChange={(event) => setDraft({ ...draft, restart: event.currentTarget.value as UpdateDraft['restart'] })}
        />
        {draft.restart === 'on-failure' && field('retries', t('At most so many times'), t('without end'))}
      </div>
      {isReady ? (
        <CommandLine
          command={containerActionCommand(
            action,
            containers.map(({ name }) => name),
            cliArgs,
          )}
          label={t('The same on the command line')}
        />
      ) : (
        <p className={styles.note}>
          {t('What you change takes effect at once, without a restart. Nothing else is touched.')}
        </p>
      )}
      {error && <ErrorNotice error={error} />}
      <div className={styles.buttons}>
        <Button variant="default" onClick={onClose}>
          {t('Cancel')}
        </Button>
        <Button type="submit" loading={isBusy} disabled={!isReady}>
          {t('Update')}
        </Button>
      </div>
    </form>
  );
}
