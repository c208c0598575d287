import { Button, Modal, PasswordInput, TextInput } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { DOCKER_HUB } from '../../../../contract/model/imageReference.ts';
import { loginCommand } from '../../../../contract/commands/registryCommands.ts';
import { type AppError, toAppError } from '../../../../contract/errors.ts';
import { client } from '../../../rpc/index.ts';
import { CommandLine, ErrorNotice, notify, useReturnFocus } from '../../../ui/index.ts';
import { placeText } from '../AccessSection.tsx';
import { useSelectedContext } from '../../contexts/index.ts';
import { kindOf, registryTitle } from '../kinds.ts';
import styles from '../Registries.module.css';
import { CodeSignIn } from './CodeSignIn.tsx';
import type { OneRegistryDialogProps } from './RegistryDialogs.tsx';
import { t } from '../texts/index.ts';

/** `docker login`: tried at the registry, and kept where the CLI keeps it. */
export function SignInDialog({ context, list, registry, onClose }: OneRegistryDialogProps) {
  useReturnFocus();
  const cliArgs = useSelectedContext()?.cliArgs;
  const { name, nextPlace } = registry;
  const [username, setUsername] = useState(registry.signIn?.username ?? '');
  const [password, setPassword] = useState('');
  const [isByCode, setByCode] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const [error, setError] = useState<AppError>();
  const abort = useRef<AbortController>(undefined);
  useEffect(() => () => abort.current?.abort(), []);
  const user = username.trim();
  const done = (as: string) => {
    onClose();
    notify({
      title: t('Signed in to {{name}}', { name: registryTitle(name) }),
      message: t('as {{as}}', { as }),
      tone: 'success',
    });
  };

  async function submit() {
    if (user === '' || password === '' || isBusy) return;
    setBusy(true);
    setError(undefined);
    abort.current = new AbortController();
    const { signal } = abort.current;
    try {
      await client.registries.signIn({ context, name, username: user, password }, { signal });
      done(user);
    } catch (thrown) {
      if (signal.aborted) return;
      setError(toAppError(thrown));
      setBusy(false);
    }
  }

  return (
    <Modal
      opened
      onClose={onClose}
      title={t('Sign in to {{name}}', { name: registryTitle(name) })}
      size="md"
      withCloseButton={false}
    >
      {isByCode ? (
        <CodeSignIn context={context} onDone={done} onBack={() => setByCode(false)} />
      ) : (
        <form
          className={styles.form}
          onSubmit={(event) => {
            event.preventDefault();
            void submit();
          }}
        >
          <p className={styles.dim}>{kindOf(name).signInHint}</p>
          <TextInput
            label={t('User name')}
            autoComplete="off"
            spellCheck={false}
            value={username}
            data-autofocus
            onChange={(event) => setUsername(event.currentTarget.value)}
          />
          <PasswordInput
            label={t('Password or access token')}
            autoComplete="off"
            value={password}
            onChange={(event) => setPassword(event.currentTarget.value)}
          />
          <p className={nextPlace.kind === 'file' ? styles.warning : styles.dim}>
            {t('It is kept {{nextPlace}}.', { nextPlace: placeText(nextPlace, list) })}
            {nextPlace.kind === 'file' &&
              list.keychains.length > 0 &&
              t(' It can be moved into a keychain afterwards.')}
          </p>
          {user !== '' && (
            <CommandLine command={loginCommand(name, user, cliArgs)} label={t('The same on the command line')} />
          )}
          {error && <ErrorNotice error={error} />}
          <div className={styles.buttons}>
            {name === DOCKER_HUB && (
              <Button variant="default" className={styles.atStart} onClick={() => setByCode(true)}>
                {t('Sign in with the browser…')}
              </Button>
            )}
            <Button variant="default" onClick={onClose}>
              {t('Cancel')}
            </Button>
            <Button type="submit" loading={isBusy} disabled={user === '' || password === ''}>
              {t('Sign in')}
            </Button>
          </div>
        </form>
      )}
    </Modal>
  );
}
