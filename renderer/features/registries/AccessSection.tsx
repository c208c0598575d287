import { Button, Menu } from '@mantine/core';
import { IconShieldLock } from '@tabler/icons-react';
import { useState } from 'react';
import { type AppError, toAppError } from '../../../contract/errors.ts';
import type { Registry, RegistryList, SecretPlace } from '../../../contract/model/registry.ts';
import { client } from '../../rpc/index.ts';
import { ErrorNotice, KeyValues, notify, Section } from '../../ui/index.ts';
import { useLoad } from '../../ui/useLoad.ts';
import type { RegistryDialog } from './dialogs/RegistryDialogs.tsx';
import { kindOf } from './kinds.ts';
import styles from './Registries.module.css';
import { Sentence, t } from './texts/index.ts';

interface AccessSectionProps {
  readonly list: RegistryList;
  readonly registry: Registry;
  readonly onDialog: (dialog: RegistryDialog) => void;
}

/** Who is signed in, and where the secret lies. */
export function AccessSection({ list, registry, onDialog }: AccessSectionProps) {
  const { name, signIn, nextPlace } = registry;
  const { helpers = [], helperHint } = kindOf(name);
  const namespaces = useNamespaces(name, signIn?.username);
  const helper = helpers.find((one) => list.vendorHelpers.includes(one));
  return (
    <Section
      title={t('Sign-in')}
      description={t(
        'Shared with the docker CLI: docker login and docker logout change what is here, and the other way round.',
      )}
      actions={
        signIn && (
          <Button variant="default" onClick={() => onDialog({ type: 'sign-in', name })}>
            {t('Sign in as another…')}
          </Button>
        )
      }
    >
      <KeyValues
        items={[
          { key: t('User'), value: signIn ? (signIn.username ?? t('by a token')) : t('nobody') },
          { key: t('Secret'), value: signIn ? placeText(signIn.place, list) : undefined },
          { key: t('Pushes to'), value: namespaces.join(', ') },
          { key: t('Would be kept'), value: signIn ? undefined : placeText(nextPlace, list) },
        ]}
      />
      {helperHint && !signIn && (
        <p className={styles.note}>
          {helperHint}{' '}
          {helper
            ? t('docker-credential-{{helper}} is on this computer.', { helper })
            : t('It is not on this computer yet.')}
        </p>
      )}
      {signIn?.place.kind === 'file' && <MoveSecret list={list} name={name} />}
    </Section>
  );
}

/** Under which names images can be pushed; asked for again when somebody else signs in. */
function useNamespaces(name: string, username: string | undefined): readonly string[] {
  const key = username === undefined ? undefined : `${name} ${username}`;
  // It is only a hint: that it cannot be asked for is not said.
  const { value = [] } = useLoad(key, (signal) => client.registries.namespaces({ name }, { signal }));
  return value.map((one) => `${one}/…`);
}

export const placeText = (place: SecretPlace, { configFile }: RegistryList): string =>
  place.kind === 'helper'
    ? t('in the keychain “{{helper}}”', { helper: place.helper })
    : t('in {{configFile}}, not encrypted', { configFile });

/** Base64 hides nothing: points out that the secret can be read, and offers a keychain that is there. */
function MoveSecret({ list: { keychains, configFile }, name }: { readonly list: RegistryList; readonly name: string }) {
  const [error, setError] = useState<AppError>();
  const [isBusy, setBusy] = useState(false);
  const move = async (helper: string) => {
    setBusy(true);
    setError(undefined);
    try {
      await client.registries.moveSecret({ name, helper });
      notify({ title: t('The secret is in “{{helper}}” now', { helper }), tone: 'success' });
    } catch (thrown) {
      setError(toAppError(thrown));
    } finally {
      setBusy(false);
    }
  };
  const [first, ...others] = keychains;
  return (
    <div className={styles.warning}>
      <p>
        <Sentence
          text="Whoever can read {{configFile}} can read this password: it is only written in another alphabet (base64)."
          parts={{ configFile: <code>{configFile}</code> }}
        />
      </p>
      {first === undefined ? (
        <p>
          {t(
            'No keychain is on this computer. Install one, such as docker-credential-pass or docker-credential-secretservice, and it can be moved there.',
          )}
        </p>
      ) : others.length === 0 ? (
        <Button
          variant="default"
          leftSection={<IconShieldLock size={15} aria-hidden="true" />}
          loading={isBusy}
          onClick={() => void move(first)}
        >
          {t('Move it into the keychain “{{first}}”', { first })}
        </Button>
      ) : (
        <Menu position="bottom-start">
          <Menu.Target>
            <Button variant="default" leftSection={<IconShieldLock size={15} aria-hidden="true" />} loading={isBusy}>
              {t('Move it into a keychain…')}
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            {keychains.map((helper) => (
              <Menu.Item key={helper} onClick={() => void move(helper)}>
                {helper}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      )}
      {error && <ErrorNotice error={error} />}
    </div>
  );
}
