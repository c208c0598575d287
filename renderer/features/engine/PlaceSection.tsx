import { Radio } from '@mantine/core';
import { useState } from 'react';
import type { EngineStatus } from '../../../contract/model/engine.ts';
import type { EnginePlace } from '../../../contract/model/engineVm.ts';
import { client } from '../../rpc/index.ts';
import { ConfirmDialog, LockedNote, Section } from '../../ui/index.ts';
import { useLocked } from '../settings/index.ts';
import styles from './OwnEngine.module.css';
import { t } from './texts/index.ts';

const wordsOf = (place: EnginePlace): { readonly label: string; readonly description: string } =>
  place === 'native'
    ? {
        label: t('On this system'),
        description: t(
          'dockerd runs beside your other programs: the fastest, with the memory and the kernel of this system.',
        ),
      }
    : {
        label: t('In a light VM'),
        description: t(
          'A Linux of its own with a limit for processors, memory and disk: containers share no kernel with this system, and no root rights are needed. It needs QEMU, is fast only with KVM, and folders are shared over SSH.',
        ),
      };

export const placeOf = ({ mode }: Pick<EngineStatus, 'mode'>): EnginePlace => (mode === 'vm' ? 'vm' : 'native');

/** Where the engine runs, where there is a choice. What goes on in the one does not move to the other: that is said first. */
export function PlaceSection({ status }: { readonly status: EngineStatus }) {
  const [wanted, setWanted] = useState<EnginePlace>();
  const place = placeOf(status);
  const locked = useLocked('engine.place');
  const { places = [], state } = status;
  if (places.length < 2) return null;
  const isBusy = state.type === 'starting' || state.type === 'installing';
  return (
    <Section title={t('Where it runs')}>
      {locked !== undefined && <LockedNote reason={locked} />}
      <Radio.Group aria-label={t('Where it runs')} value={place} onChange={(next) => setWanted(next as EnginePlace)}>
        <div className={styles.places}>
          {places.map((one) => (
            <Radio key={one} value={one} disabled={isBusy || locked !== undefined} {...wordsOf(one)} />
          ))}
        </div>
      </Radio.Group>
      {wanted && wanted !== place && (
        <ConfirmDialog
          title={wanted === 'vm' ? t('Run Gantry’s engine in a VM?') : t('Run Gantry’s engine on this system?')}
          message={
            <div className={styles.stack}>
              <p>
                {t(
                  'The two keep their data apart. Containers, images and volumes of the one that is used now stay as they are, but are not to be seen in the other; choose this one again, and they are back.',
                )}
              </p>
              <p>
                {state.type === 'running'
                  ? t(
                      'The engine is stopped now, and its running containers with it. The other is not started by this.',
                    )
                  : t('Nothing runs in it now. The other is not started by this.')}
              </p>
            </div>
          }
          confirmLabel={wanted === 'vm' ? t('Use the VM') : t('Use this system')}
          onCancel={() => setWanted(undefined)}
          onConfirm={async () => {
            await client.engine.choosePlace({ place: wanted });
            setWanted(undefined);
          }}
        />
      )}
    </Section>
  );
}
