import { TextInput } from '@mantine/core';
import { useEffect, useState } from 'react';
import { client } from '../../rpc/index.ts';
import { KeyValues, Section } from '../../ui/index.ts';
import { useSelectedContext } from '../contexts/index.ts';
import { DaemonLines } from './DaemonLines.tsx';
import styles from './Registries.module.css';
import { t } from './texts/index.ts';

/** Mirrors are the engine's, and of Docker Hub alone. */
export function MirrorSection({ context }: { readonly context: string }) {
  const selected = useSelectedContext();
  const isConnected = selected?.state.type === 'connected';
  const [mirrors, setMirrors] = useState<readonly string[]>([]);
  const [address, setAddress] = useState('');
  useEffect(() => {
    if (!isConnected) return;
    const abort = new AbortController();
    client.contexts.info({ context }, { signal: abort.signal }).then(
      ({ raw }) => setMirrors(mirrorsOf(raw)),
      () => undefined, // the engine's page says why
    );
    return () => abort.abort();
  }, [context, isConnected]);
  const mirror = address.trim();
  const isAddress = /^https?:\/\/[^\s/]+\/?$/.test(mirror);
  return (
    <Section
      title={t('Mirrors')}
      description={t(
        'An engine asks its mirrors for images of Docker Hub first. They help where many pull the same, or where the rate limit is met.',
      )}
    >
      <div className={styles.stack}>
        <KeyValues items={[{ key: t('In use'), value: mirrors.length > 0 ? mirrors.join(', ') : t('none') }]} />
        <TextInput
          label={t('Add a mirror')}
          placeholder="https://mirror.example.com"
          value={address}
          onChange={(event) => setAddress(event.currentTarget.value)}
          error={
            mirror !== '' && !isAddress ? t('Write its address, without a path: https://mirror.example.com') : undefined
          }
        />
        {isAddress && (
          <DaemonLines
            settingKey="registry-mirrors"
            names={[mirror]}
            isOwn={selected?.source === 'own-engine'}
            label={t('What the engine’s daemon.json needs')}
            says={t('For the engine of “{{contextName}}”.', { contextName: context })}
          />
        )}
      </div>
    </Section>
  );
}

function mirrorsOf(info: unknown): readonly string[] {
  const { RegistryConfig } = (info ?? {}) as { RegistryConfig?: { Mirrors?: readonly string[] | null } };
  return RegistryConfig?.Mirrors ?? [];
}
