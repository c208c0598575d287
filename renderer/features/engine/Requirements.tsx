import { Button } from '@mantine/core';
import { IconCircleCheck, IconCircleX, IconInfoCircle } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { type AppError, toAppError } from '../../../contract/errors.ts';
import type { EngineState, Requirement, RequirementFix } from '../../../contract/model/engine.ts';
import { client } from '../../rpc/index.ts';
import { CommandLine, ConfirmDialog, ErrorNotice, notify, Section } from '../../ui/index.ts';
import styles from './OwnEngine.module.css';
import { t } from './texts/index.ts';

interface RequirementsProps {
  readonly state: EngineState;
}

/** What the engine needs from this machine; what is missing comes first, with its remedy. */
export function Requirements({ state }: RequirementsProps) {
  const [asked, setAsked] = useState<readonly Requirement[]>();
  const [error, setError] = useState<AppError>();
  const [mending, setMending] = useState<{ readonly name: string; readonly fix: RequirementFix }>();
  const [turn, setTurn] = useState(0);
  const { type } = state;
  useEffect(() => {
    const abort = new AbortController();
    client.engine.requirements({}, { signal: abort.signal }).then(
      (requirements) => {
        setAsked(requirements);
        setError(undefined);
      },
      (thrown: unknown) => {
        if (!abort.signal.aborted) setError(toAppError(thrown));
      },
    );
    return () => abort.abort();
  }, [type, turn]);

  const requirements = asked ?? (state.type === 'absent' ? state.requirements : undefined);
  if (error) return <ErrorNotice isBlock error={error} />;
  if (!requirements || requirements.length === 0) return null;
  const missing = requirements.filter(({ isMet, isOptional }) => !isMet && !isOptional).length;
  return (
    <Section
      title={t('Requirements')}
      description={
        missing === 0
          ? t('This machine has all that the engine needs.')
          : t('{{missing}} of {{count}} are missing.', { missing, count: requirements.length })
      }
    >
      <ul className={styles.requirements}>
        {requirements
          .toSorted((a, b) => Number(a.isMet) - Number(b.isMet))
          .map(({ name, isMet, isOptional, message, remedy, fix }) => (
            <li key={name}>
              {isMet ? (
                <IconCircleCheck className={styles.met} aria-label={t('Met')} />
              ) : isOptional ? (
                <IconInfoCircle className={styles.dim} aria-label={t('Missing, but not needed')} />
              ) : (
                <IconCircleX className={styles.missing} aria-label={t('Missing')} />
              )}
              <div>
                <strong>{name}</strong> <span className={styles.dim}>{message}</span>
                {remedy !== undefined &&
                  (isCommand(remedy) ? (
                    <CommandLine command={remedy} label={t('What to do about {{name}}', { name })} />
                  ) : (
                    <p className={styles.remedy}>{remedy}</p>
                  ))}
                {fix && (
                  <Button variant="default" onClick={() => setMending({ name, fix })}>
                    {fix.title}…
                  </Button>
                )}
              </div>
            </li>
          ))}
      </ul>
      {mending && (
        <ConfirmDialog
          title={`${mending.fix.title}?`}
          message={[
            mending.fix.why,
            ...(mending.fix.needsElevation ? [t('The system asks for an administrator’s permission.')] : []),
            ...(mending.fix.needsReboot ? [t('It takes effect after the computer has been started again.')] : []),
          ].join(' ')}
          command={mending.fix.command.join(' ')}
          confirmLabel={t('Do it')}
          onCancel={() => setMending(undefined)}
          onConfirm={async () => {
            const { needsReboot } = await client.engine.fix({ requirement: mending.name });
            setMending(undefined);
            setTurn((before) => before + 1);
            notify({ title: needsReboot ? t('Done: now start the computer again') : t('Done'), tone: 'success' });
          }}
        />
      )}
    </Section>
  );
}

/** Some remedies are to be typed, others are to be done. */
const isCommand = (remedy: string): boolean => /^[a-z]/.test(remedy);
