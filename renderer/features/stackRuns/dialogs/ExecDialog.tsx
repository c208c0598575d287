import { Button, Checkbox, Modal, NativeSelect, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useSelector } from 'react-redux';
import { useLocation } from 'wouter';
import { stackAttachCommand, stackExecCommand } from '../../../../contract/commands/composeCommands.ts';
import { CommandLine } from '../../../ui/index.ts';
import { containersSlice } from '../../containers/index.ts';
import { openTerminal } from '../../terminal/index.ts';
import type { StackDialogProps } from './Dialogs.tsx';
import styles from './Dialogs.module.css';
import { runningOf } from './runningOf.ts';
import { t } from '../texts/index.ts';

const EMPTY = { shell: '', user: '', workingDir: '' };

/** Which of the containers that run is gone into, and how; then its terminals are shown. */
export function ExecDialog({ stack, services: given = [], cliArgs, onClose }: StackDialogProps) {
  const [, navigate] = useLocation();
  const running = runningOf(useSelector(containersSlice.selectors.selectItems), stack.project, given);
  const [chosen, setChosen] = useState<string>();
  const [texts, setTexts] = useState(EMPTY);
  const [isAttached, setIsAttached] = useState(false);
  const one = running.find(({ id }) => id === chosen) ?? running[0];
  const { shell, user, workingDir } = Object.fromEntries(
    Object.entries(texts).map(([key, text]) => [key, text.trim() || undefined]),
  );
  const open = () => {
    if (!one) return;
    const ref = { context: stack.context, id: one.id };
    const target = isAttached
      ? ({ type: 'attach', ref } as const)
      : ({ type: 'exec', ref, shell, user, workingDir } as const);
    onClose();
    void openTerminal(target, one.name).then(() => navigate(`/containers/${one.id}/terminal`));
  };
  const command = !one
    ? ''
    : isAttached
      ? stackAttachCommand(stack, one, cliArgs)
      : stackExecCommand(stack, one, { program: shell ?? 'sh', user, workingDir }, cliArgs);
  const field = (key: keyof typeof EMPTY, label: string, placeholder: string) => (
    <TextInput
      label={label}
      placeholder={placeholder}
      disabled={isAttached}
      value={texts[key]}
      onChange={(event) => setTexts({ ...texts, [key]: event.currentTarget.value })}
    />
  );
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('Terminal in a container of {{what}}', { what: given[0] ?? stack.project })}
      size="lg"
      withCloseButton={false}
    >
      <form
        className={styles.body}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          open();
        }}
      >
        {one ? (
          <>
            <div className={styles.options}>
              <NativeSelect
                label={t('Container')}
                data-autofocus
                value={one.id}
                onChange={(event) => setChosen(event.currentTarget.value)}
                data={running.map(({ id, label }) => ({ value: id, label }))}
              />
              {field('shell', t('Shell'), t('bash, ash or sh: what is there'))}
              {field('user', t('User'), t('That of the container'))}
              {field('workingDir', t('Folder'), t('That of the container'))}
            </div>
            <Checkbox
              label={t('Its main process instead of a shell')}
              description={t('Leaving it does not stop it')}
              checked={isAttached}
              onChange={(event) => setIsAttached(event.currentTarget.checked)}
            />
            <CommandLine command={command} label={t('The same on the command line')} />
          </>
        ) : (
          <p>{t('None of its containers runs any more.')}</p>
        )}
        <div className={styles.buttons}>
          <Button variant="default" onClick={onClose}>
            {t('Cancel')}
          </Button>
          <Button type="submit" disabled={!one}>
            {t('Open')}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
