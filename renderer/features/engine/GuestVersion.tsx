import { Button } from '@mantine/core';
import { useState } from 'react';
import type { VmGuest } from '../../../contract/model/engineVm.ts';
import { client } from '../../rpc/index.ts';
import { ConfirmDialog, KeyValues, notify, Section } from '../../ui/index.ts';
import { t } from './texts/index.ts';
import styles from './Vm.module.css';

interface GuestVersionProps {
  readonly guest: VmGuest;
  readonly isRunning: boolean;
  readonly onChosen: () => void;
}

/** The system in the VM: which version, and the way back to the one that ran before, or on again. */
export function GuestVersion({ guest, isRunning, onChosen }: GuestVersionProps) {
  const [isAsking, setAsking] = useState(false);
  const { version, runs, previous, passedOver } = guest;
  const to = passedOver === undefined ? previous : version;
  const title =
    passedOver === undefined
      ? t('Go back to version {{version}}?', { version: to ?? '' })
      : t('Try version {{version}} again?', { version });
  return (
    <Section
      title={t('The system in the VM')}
      description={t(
        'It comes with Gantry and is renewed with it. The version that ran before is kept: both use the same data.',
      )}
      actions={
        to !== undefined && (
          <Button variant="default" onClick={() => setAsking(true)}>
            {passedOver === undefined
              ? t('Go back to version {{version}}…', { version: to })
              : t('Try version {{version}} again…', { version })}
          </Button>
        )
      }
    >
      <KeyValues
        items={[
          { key: t('Came with Gantry'), value: version, isMono: true },
          { key: t('Runs'), value: runs, isMono: true },
          { key: t('The one before'), value: previous, isMono: true },
        ]}
      />
      {passedOver !== undefined && (
        <output className={styles.note}>
          {t('Version {{version}} is passed over: {{reason}}', { version, reason: passedOver })}
        </output>
      )}
      {isAsking && to !== undefined && (
        <ConfirmDialog
          title={title}
          message={[
            isRunning
              ? t('The engine is started again with it. Its running containers stop meanwhile.')
              : t('It is used from the next start on.'),
            t('Containers, images and volumes stay as they are.'),
            ...(passedOver === undefined
              ? [t('It is used until Gantry brings another, or you choose otherwise.')]
              : []),
          ].join(' ')}
          confirmLabel={passedOver === undefined ? t('Go back') : t('Try it')}
          onCancel={() => setAsking(false)}
          onConfirm={async () => {
            await client.engine.chooseGuest({ guest: passedOver === undefined ? 'previous' : 'own' });
            setAsking(false);
            notify({ title: t('Version {{version}} is used from now on', { version: to }), tone: 'success' });
            onChosen();
          }}
        />
      )}
    </Section>
  );
}
