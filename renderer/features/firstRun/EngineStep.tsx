import { Button, Loader } from '@mantine/core';
import { useState } from 'react';
import { type AppError, toAppError } from '../../../contract/errors.ts';
import type { EngineOffer } from '../../../contract/model/firstRun.ts';
import { client } from '../../rpc/index.ts';
import { ErrorNotice, Section } from '../../ui/index.ts';
import { useLoad } from '../../ui/useLoad.ts';
import { useContexts } from '../contexts/index.ts';
import { EngineStateLine, useEngineStatus } from '../engine/index.ts';
import styles from './FirstRun.module.css';
import { OfferRow } from './OfferRow.tsx';
import { t } from './texts/index.ts';

/** Which engine to begin with, and why. The choice can be changed at any time, so it is asked only once. */
export function EngineStep() {
  const contexts = useContexts();
  // What is offered depends on who answers; asked again when that changes, and nothing moves meanwhile.
  const key = contexts.map(({ name, state, isSelected }) => `${name} ${state.type} ${isSelected}`).join();
  const status = useEngineStatus();
  const load = useLoad(
    `${key} ${status?.state.type} ${status?.mode}`,
    (signal) => client.firstRun.engines({}, { signal }),
    150,
  );
  const [last, setLast] = useState<readonly EngineOffer[]>();
  if (load.value && load.value !== last) setLast(load.value);
  const offers = load.value ?? last;
  const [choosing, setChoosing] = useState<string>();
  const [error, setError] = useState<AppError>();
  const choose = ({ kind, context }: EngineOffer) => {
    setChoosing(`${kind} ${context}`);
    setError(undefined);
    client.firstRun
      .choose({ kind, context })
      .catch((thrown: unknown) => setError(toAppError(thrown)))
      .finally(() => setChoosing(undefined));
  };
  const isOwnAtWork = status && /^(installing|starting|failed)$/.test(status.state.type);
  return (
    <Section
      title={t('Which engine?')}
      description={t(
        'The engine is the program that runs containers. You can use another one at any time, at the lower left.',
      )}
      actions={
        <Button variant="default" loading={load.isLoading && !offers} onClick={load.reload}>
          {t('Look again')}
        </Button>
      }
    >
      {(error ?? load.error) && <ErrorNotice error={(error ?? load.error)!} />}
      {!offers && !load.error && <Loader aria-label={t('Looking for engines')} />}
      <ul className={styles.checks} aria-label={t('Engines')}>
        {offers?.map((offer) => (
          <OfferRow
            key={`${offer.kind} ${offer.context}`}
            offer={offer}
            isChoosing={choosing === `${offer.kind} ${offer.context}`}
            isBusy={choosing !== undefined}
            onChoose={() => choose(offer)}
          />
        ))}
      </ul>
      {isOwnAtWork && (
        <div className={styles.note}>
          <EngineStateLine state={status.state} isVm={status.mode === 'vm'} />
        </div>
      )}
    </Section>
  );
}
