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
        title: `${from?.name ?? 'It'} reaches ${to?.name ?? 'the other'} on ${networkName}`,
        message: names.length > 0 ? `As ${names.join(', ')}.` : 'As soon as both run.',
        tone: 'success',
      });
    } catch (thrown) {
      setError(toAppError(thrown));
      setBusy(false);
    }
  }

  const refusal = plan?.refusal;
  return (
    <Modal opened onClose={onClose} title={`Connect ${from?.name ?? 'a container'} to…`} size="md">
      <form
        className={dialog.form}
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <Select
          label="Container"
          placeholder="Which one is to be reached"
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
            <Radio.Group label="By the network" value={where} onChange={setChosen}>
              <div className={dialog.choices}>
                {plan.choices.map((one) => (
                  <Radio
                    key={one.id}
                    value={one.id}
                    label={one.name}
                    description={choiceText(one, from.name, to.name)}
                  />
                ))}
                <Radio value={NEW} label="A new one" description="A bridge of their own, which both join" />
              </div>
            </Radio.Group>
            {!choice && (
              <TextInput
                label="Name of the network"
                value={typedName ?? plan.newName}
                spellCheck={false}
                onChange={(event) => setName(event.currentTarget.value)}
              />
            )}
            <TextInput
              label="Alias"
              description={`Another name for ${to.name} there; it is found by its own name in any case`}
              placeholder="db"
              value={typedAlias ?? plan.linkAliases[0] ?? ''}
              spellCheck={false}
              onChange={(event) => setAlias(event.currentTarget.value)}
            />
            {plan.linkAliases.length > 0 && <p className={dialog.note}>{linkText(plan, from.name, to.name)}</p>}
            {choice?.isToOn && alias !== '' && !choice.names.includes(alias) && (
              <p className={dialog.warning}>
                An alias is given only on joining: {to.name} leaves {choice.name} for a moment, and open connections to
                it there break.
              </p>
            )}
            <ConnectToCommand from={from.name} to={to.name} choice={choice} {...{ newName, alias, cliArgs }} />
          </>
        )}
        {error && <ErrorNotice error={error} />}
        <div className={dialog.buttons}>
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button
            type="submit"
            loading={isBusy}
            disabled={!plan || refusal !== undefined || isDone(choice, alias) || (!choice && newName === '')}
          >
            {isDone(choice, alias) ? 'Connected already' : 'Connect'}
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
      ? 'Both are on it already'
      : isToOn
        ? `${to} is on it; ${from} joins`
        : `${from} is on it; ${to} joins`;
  return isInternal ? `${who} (internal)` : who;
}

const linkText = ({ linkAliases }: ConnectPlan, from: string, to: string): string =>
  `${from} knows ${to} as ${linkAliases.join(', ')} by a legacy link. As an alias the name works for everybody on the network. What the link wrote into /etc/hosts stays until ${from} is made anew.`;
