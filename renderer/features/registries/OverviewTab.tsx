import { Button } from '@mantine/core';
import { useState } from 'react';
import { type AppError, toAppError } from '../../../contract/errors.ts';
import { DOCKER_HUB } from '../../../contract/model/imageReference.ts';
import type { Registry, RegistryList, RegistryTest } from '../../../contract/model/registry.ts';
import { client } from '../../rpc/index.ts';
import { ErrorNotice, KeyValues, notify, Section } from '../../ui/index.ts';
import { AccessSection } from './AccessSection.tsx';
import type { RegistryDialog } from './dialogs/RegistryDialogs.tsx';
import { EngineTrust } from './EngineTrust.tsx';
import { LocalSection } from './LocalSection.tsx';
import { MirrorSection } from './MirrorSection.tsx';
import styles from './Registries.module.css';
import { t } from './texts/index.ts';

interface OverviewTabProps {
  readonly context: string;
  readonly isConnected: boolean;
  readonly list: RegistryList;
  readonly registry: Registry;
  readonly onDialog: (dialog: RegistryDialog) => void;
  readonly onClose: () => void;
}

export function OverviewTab({ context, isConnected, list, registry, onDialog, onClose }: OverviewTabProps) {
  const { name, caFile, isInsecure, isAdded, local } = registry;
  const takeOff = async () => {
    try {
      await client.registries.forget({ name });
      onClose();
    } catch (thrown) {
      const { message } = toAppError(thrown);
      notify({ title: t('Could not take {{name}} off the list', { name }), message, tone: 'failure' });
    }
  };
  return (
    <div className={styles.scroll}>
      {local && (
        <LocalSection context={context} isConnected={isConnected} local={local} onDialog={onDialog} name={name} />
      )}
      {(!local || registry.signIn) && <AccessSection list={list} registry={registry} onDialog={onDialog} />}
      <TestSection context={context} name={name} onDialog={onDialog} />
      <Section
        title={t('Trust')}
        actions={
          <Button variant="default" onClick={() => onDialog({ type: 'trust', name })}>
            {t('Change…')}
          </Button>
        }
      >
        <KeyValues
          items={[
            {
              key: t('Certificate'),
              value: isInsecure ? t('not checked; plain HTTP where there is no TLS') : t('checked'),
            },
            { key: 'CA file', value: caFile, copy: caFile ?? '', isMono: true },
          ]}
        />
        <EngineTrust context={context} name={name} caFile={caFile} isInsecure={isInsecure} />
      </Section>
      {name === DOCKER_HUB && <MirrorSection context={context} />}
      {isAdded && !local && (
        <Section
          title={t('In this list')}
          description={t('Taking it off the list deletes nothing. One that you are signed in to stays in it.')}
          actions={
            <Button variant="default" onClick={() => void takeOff()}>
              {t('Take off the list')}
            </Button>
          }
        >
          {null}
        </Section>
      )}
    </div>
  );
}

interface TestSectionProps {
  readonly context: string;
  readonly name: string;
  readonly onDialog: (dialog: RegistryDialog) => void;
}

const ACCESS: Record<RegistryTest['access'], string> = {
  get open() {
    return t('open to everybody');
  },
  get 'signed-in'() {
    return t('lets you in');
  },
  get 'not-signed-in'() {
    return t('wants you to sign in');
  },
};

/** Asks the registry, from here and from the engine: the engine does the pulling and pushing. */
function TestSection({ context, name, onDialog }: TestSectionProps) {
  const [result, setResult] = useState<RegistryTest>();
  const [error, setError] = useState<AppError>();
  const [isBusy, setBusy] = useState(false);
  const test = async () => {
    setBusy(true);
    setError(undefined);
    setResult(undefined);
    try {
      setResult(await client.registries.test({ context, name }));
    } catch (thrown) {
      setError(toAppError(thrown));
    } finally {
      setBusy(false);
    }
  };
  const isTrustProblem = error?.code === 'registry-unreachable' && ['tls', 'plain-http'].includes(error.reason);
  return (
    <Section
      title={t('Connection')}
      actions={
        <Button variant="default" loading={isBusy} onClick={() => void test()}>
          {t('Test')}
        </Button>
      }
    >
      <div className={styles.stack} aria-live="polite">
        {!result && !error && <p className={styles.dim}>{t('Asks the registry, from here and from the engine.')}</p>}
        {error && (
          <ErrorNotice
            error={error}
            actions={[
              ...(isTrustProblem
                ? [{ label: t('Change how it is trusted…'), run: () => onDialog({ type: 'trust', name }) }]
                : []),
              ...(error.code === 'registry-auth'
                ? [{ label: t('Sign in…'), run: () => onDialog({ type: 'sign-in', name }) }]
                : []),
            ]}
          />
        )}
        {result && (
          <KeyValues
            items={[
              {
                key: t('Answers'),
                value: t('over {{scheme}}, in {{tookMs}} ms', {
                  scheme: result.scheme.toUpperCase(),
                  tookMs: result.tookMs,
                }),
              },
              {
                key: t('Access'),
                value: result.username
                  ? t('{{access}} as {{username}}', { access: ACCESS[result.access], username: result.username })
                  : `${ACCESS[result.access]}`,
              },
              { key: t('Engine'), value: result.engine?.isOk ? t('reaches and trusts it') : undefined },
            ]}
          />
        )}
        {result?.engine && !result.engine.isOk && (
          <>
            <p className={styles.dim}>{t('The engine does not get through to it:')}</p>
            <ErrorNotice error={result.engine.error} />
          </>
        )}
      </div>
    </Section>
  );
}
