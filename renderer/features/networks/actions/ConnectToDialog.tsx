import { Button, Modal, Radio, Select, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useSelector } from 'react-redux';
import { type AppError, toAppError } from '../../../../contract/errors.ts';
import type { ConnectChoice, ConnectPlan } from '../../../../contract/model/network.ts';
import { client } from '../../../rpc/index.ts';
import { ErrorNotice, notify } from '../../../ui/index.ts';
import { useLoad } from '../../../ui/useLoad.ts';
import type { Connecting } from '../../connecting/index.ts';
import { containersSlice } from '../../containers/index.ts';
import dialog from '../../../ui/form/DialogForm.module.css';
import { ConnectToCommand } from './ConnectToCommand.tsx';
import type { DialogProps } from './Dialogs.tsx';
import { t } from '../texts/index.ts';

const NEW = 'new';

/** Leads a container to another: on a network that both are on, or a new one for both. */
export function ConnectToDialog({ context, cliArgs, onClose, fromId, toId: firstToId }: DialogProps & Connecting) {
  const containers = useSelector(containersSlice.selectors.selectItems);
  const [toId, setToId] = useState(firstToId ?? null);
  const [chosen, setChosen] = useState<string>();
  const [typedAlias, setAlias] = useState<string>();
  const [typedName, setName] = useState<string>();
  const [error, setError] = useState<AppError>();
  const [isBusy, setBusy] = useState(false);
  const from = containers.find(({ id }) => id === fromId);
  const to = containers.find(({ id }) => id === toId);
  const { value: plan, error: planError } = useLoad(toId === null ? undefined : `${fromId} ${toId}`, (signal) =>
    client.networks.previewConnectTo({ context, fromId, toId: toId ?? '' }, { signal }),
  );
  const where = chosen ?? plan?.choices[0]?.id ?? NEW;
  const choice = plan?.choices.find(({ id }) => id === where);
  const alias = (typedAlias ?? plan?.linkAliases[0] ?? '').trim();
  const newName = (typedName ?? plan?.newName ?? '').trim();

  async function submit() {
    if (toId === null) return;
    setBusy(true);
    setError(undefined);
    try {
      const { names, networkName } = await client.networks.connectTo({
        context,
        fromId,
        toId,
        network: choice ? { id: choice.id } : { newName },
        ...(alias !== '' && { alias }),
      });
      onClose();
      notify({
        title: t('{{name}} reaches {{name2}} on {{networkName}}', {
          name: from?.name ?? t('It'),
          name2: to?.name ?? t('the other'),
          networkName,
        }),
        message: names.length > 0 ? t('As {{names}}.', { names: names.join(', ') }) : t('As soon as both run.'),
        tone: 'success',
      });
    } catch (thrown) {
      setError(toAppError(thrown));
      setBusy(false);
    }
  }

  const refusal = plan?.refusal;
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('Connect {{name}} to…', { name: from?.name ?? t('a container') })}
      size="md"
    >
      <form
        className={dialog.form}
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <Select
          label={t('Container')}
          placeholder={t('Which one is to be reached')}
          searchable
          data={containers
            .filter(({ id }) => id !== fromId)
            .map(({ id, name, state }) => ({ value: id, label: state === 'running' ? name : `${name} (${state})` }))}
          value={toId}
          onChange={(id) => {
            setToId(id);
            setChosen(undefined);
          }}
          data-autofocus
        />
        {planError && <ErrorNotice error={planError} />}
        {refusal && <ErrorNotice error={refusal} />}
        {plan && !refusal && to && from && (
          <>
            <Radio.Group label={t('By the network')} value={where} onChange={setChosen}>
              <div className={dialog.choices}>
                {plan.choices.map((one) => (
                  <Radio
                    key={one.id}
                    value={one.id}
                    label={one.name}
                    description={choiceText(one, from.name, to.name)}
                  />
                ))}
                <Radio value={NEW} label={t('A new one')} description={t('A bridge of their own, which both join')} />
              </div>
            </Radio.Group>
            {!choice && (
              <TextInput
                label={t('Name of the network')}
                value={typedName ?? plan.newName}
                spellCheck={false}
                onChange={(event) => setName(event.currentTarget.value)}
              />
            )}
            <TextInput
              label={t('Alias')}
              description={t('Another name for {{name}} there; it is found by its own name in any case', {
                name: to.name,
              })}
              placeholder="db"
              value={typedAlias ?? plan.linkAliases[0] ?? ''}
              spellCheck={false}
              onChange={(event) => setAlias(event.currentTarget.value)}
            />
            {plan.linkAliases.length > 0 && <p className={dialog.note}>{linkText(plan, from.name, to.name)}</p>}
            {choice?.isToOn && alias !== '' && !choice.names.includes(alias) && (
              <p className={dialog.warning}>
                {t(
                  'An alias is given only on joining: {{name}} leaves {{name2}} for a moment, and open connections to it there break.',
                  { name: to.name, name2: choice.name },
                )}
              </p>
            )}
            <ConnectToCommand from={from.name} to={to.name} choice={choice} {...{ newName, alias, cliArgs }} />
          </>
        )}
        {error && <ErrorNotice error={error} />}
        <div className={dialog.buttons}>
          <Button variant="default" onClick={onClose}>
            {t('Cancel')}
          </Button>
          <Button
            type="submit"
            loading={isBusy}
            disabled={!plan || refusal !== undefined || isDone(choice, alias) || (!choice && newName === '')}
          >
            {isDone(choice, alias) ? t('Connected already') : t('Connect')}
          </Button>
        </div>
      </form>
    </Modal>
  );
}

const isDone = (choice: ConnectChoice | undefined, alias: string): boolean =>
  choice !== undefined && choice.isFromOn && choice.isToOn && (alias === '' || choice.names.includes(alias));

function choiceText({ isFromOn, isToOn, isInternal }: ConnectChoice, from: string, to: string): string {
  const who =
    isFromOn && isToOn
      ? t('Both are on it already')
      : isToOn
        ? t('{{present}} is on it; {{joining}} joins', { present: to, joining: from })
        : t('{{present}} is on it; {{joining}} joins', { present: from, joining: to });
  return isInternal ? t('{{who}} (internal)', { who }) : who;
}

const linkText = ({ linkAliases }: ConnectPlan, from: string, to: string): string =>
  t(
    '{{from}} knows {{to}} as {{linkAliases}} by a legacy link. As an alias the name works for everybody on the network. What the link wrote into /etc/hosts stays until {{from}} is made anew.',
    { from, to, linkAliases: linkAliases.join(', ') },
  );
