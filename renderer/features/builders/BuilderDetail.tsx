import { Button } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useState } from 'react';
import { inspectBuilderCommand, useBuilderCommand as commandOfUse } from '../../../contract/commands/buildxCommands.ts';
import { type AppError, toAppError } from '../../../contract/errors.ts';
import type { Builder } from '../../../contract/model/builder.ts';
import type { Context } from '../../../contract/model/context.ts';
import { client } from '../../rpc/index.ts';
import {
  CommandLine,
  ErrorNotice,
  IconButton,
  KeyValues,
  Page,
  PageHeader,
  RelativeTime,
  Section,
} from '../../ui/index.ts';
import styles from './Builders.module.css';
import { driverWord } from './builderWords.ts';
import { NodeSection } from './NodeSection.tsx';
import { RemoveBuilderDialog } from './RemoveBuilderDialog.tsx';
import { t } from './texts/index.ts';

interface BuilderDetailProps {
  readonly context: Context;
  readonly builder: Builder;
  readonly onChanged: () => void;
  readonly onClose: () => void;
}

export function BuilderDetail({ context, builder, onChanged, onClose }: BuilderDetailProps) {
  const { name, driver, isCurrent, isOfContext, nodes, lastActivityAt, error } = builder;
  const [failure, setFailure] = useState<AppError>();
  const [isRemoving, setRemoving] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const ask = { context: context.name, name };
  const run = (what: () => Promise<unknown>) => {
    setBusy(true);
    setFailure(undefined);
    what()
      .then(onChanged, (thrown: unknown) => setFailure(toAppError(thrown)))
      .finally(() => setBusy(false));
  };
  const canBoot = nodes.some(({ status }) => status !== 'running');
  return (
    <Page isScrolling>
      <PageHeader
        title={name}
        note={isCurrent ? t('chosen') : undefined}
        actions={
          <>
            {canBoot && (
              <Button variant="default" disabled={isBusy} onClick={() => run(() => client.builders.boot(ask))}>
                {t('Start')}
              </Button>
            )}
            {!isOfContext && (
              <Button variant="default" onClick={() => setRemoving(true)}>
                {t('Remove…')}
              </Button>
            )}
            {!isCurrent && (
              <Button loading={isBusy} onClick={() => run(() => client.builders.use(ask))}>
                {t('Use')}
              </Button>
            )}
            <IconButton label={t('Close')} icon={<IconX />} onClick={onClose} />
          </>
        }
      />
      {failure && <ErrorNotice error={failure} />}
      {error !== undefined && <ErrorNotice error={{ code: 'unexpected', message: error, detail: error }} />}
      <Section title={t('Builder')}>
        <KeyValues
          items={[
            { key: t('Driver'), value: driverWord(driver) },
            {
              key: t('Builds'),
              value: isCurrent ? t('go here when they name no other') : t('go here only when they name it'),
            },
            { key: t('Last used'), value: lastActivityAt !== undefined && <RelativeTime at={lastActivityAt} /> },
            {
              key: t('Kept'),
              value: isOfContext ? t('It is the engine of a context, and goes with that.') : undefined,
            },
          ]}
        />
        {driver === 'docker-container' && canBoot && (
          <p className={styles.hint}>
            {t(
              'Starting it pulls BuildKit’s image, moby/buildkit, from Docker Hub, unless a driver option names another one.',
            )}
          </p>
        )}
      </Section>
      {nodes.map((node) => (
        <NodeSection key={node.name} node={node} />
      ))}
      <Section title={t('On the command line')}>
        <div className={styles.commands}>
          <CommandLine command={inspectBuilderCommand(name, context.cliArgs)} label={t('Inspect it')} />
          {!isCurrent && <CommandLine command={commandOfUse(name, context.cliArgs)} label={t('Use it')} />}
        </div>
      </Section>
      {isRemoving && (
        <RemoveBuilderDialog
          context={context}
          builder={builder}
          onRemoved={() => {
            setRemoving(false);
            onChanged();
            onClose();
          }}
          onClose={() => setRemoving(false)}
        />
      )}
    </Page>
  );
}
