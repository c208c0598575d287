import { Modal } from '@mantine/core';
import { Link } from 'wouter';
import type { Activity } from '../../../../contract/model/event.ts';
import { CommandLine, EmptyState, ErrorNotice, KeyValues, useReturnFocus } from '../../../ui/index.ts';
import { useLoad } from '../../../ui/useLoad.ts';
import { TermLink } from '../../help/index.ts';
import { onContext } from '../../together/index.ts';
import { useActions } from '../activityStore.ts';
import { Calls } from '../Calls.tsx';
import { askSteps, type Told } from './askSteps.ts';
import { findAction, type Wanted } from './openWhatHappened.ts';
import type { Step } from './step.ts';
import { subjectsOf } from './subjects.ts';
import styles from './Teach.module.css';
import { t } from '../texts/index.ts';

interface WhatHappenedProps {
  readonly wanted: Wanted;
  readonly onClose: () => void;
}

const isTold = ({ calls = [] }: Activity) => subjectsOf(calls).length > 0;

/** “Teach me”: what the engine did for an action, one step after the other, with what it says came of each. */
export function WhatHappened({ wanted, onClose }: WhatHappenedProps) {
  useReturnFocus();
  const { items, error, isLoaded } = useActions();
  const action = findAction(items, wanted, isTold);
  return (
    <Modal
      opened
      onClose={onClose}
      size="xl"
      title={action ? t('What happened: {{title}}', { title: action.title }) : t('What happened')}
    >
      {error && <ErrorNotice error={error} isBlock />}
      {action && <Explained action={action} onNavigate={onClose} />}
      {!action && isLoaded && (
        <EmptyState title={t('Nothing to tell of')}>
          {t(
            'Gantry has made or changed nothing in this session that it could explain. Run a container, then look again.',
          )}
        </EmptyState>
      )}
    </Modal>
  );
}

interface ExplainedProps {
  readonly action: Activity;
  readonly onNavigate: () => void;
}

function Explained({ action, onNavigate }: ExplainedProps) {
  const { context, command, calls = [], state, error: failure } = action;
  const { value, error } = useLoad(`${action.id} ${state}`, (signal) => askSteps(action, signal));
  return (
    <div className={styles.body}>
      {command !== '' && <CommandLine command={command} />}
      {state === 'running' && <p>{t('It still goes on: what is done so far is told here.')}</p>}
      {failure && failure.code !== 'cancelled' && <ErrorNotice error={failure} isBlock />}
      {error && <ErrorNotice error={error} isBlock />}
      {!value && !error && <p className={styles.dim}>{t('Asking the engine…')}</p>}
      {value?.map((told) => (
        <ToldThing key={`${told.kind} ${told.name}`} told={told} context={context} onNavigate={onNavigate} />
      ))}
      {value?.length === 0 && <p className={styles.dim}>{t('It left nothing behind that could be looked at.')}</p>}
      {calls.length > 0 && <Calls calls={calls} context={context} />}
    </div>
  );
}

interface ToldThingProps {
  readonly told: Told;
  readonly context: string;
  readonly onNavigate: () => void;
}

function ToldThing({ told: { name, href, steps, error }, context, onNavigate }: ToldThingProps) {
  return (
    <section aria-label={name}>
      <h2 className={styles.name}>
        {href === undefined ? (
          name
        ) : (
          <Link href={onContext(context, href)} onClick={onNavigate}>
            {name}
          </Link>
        )}
        {!error && <span className={styles.dim}> {t('as the engine says it now')}</span>}
      </h2>
      {error?.code === 'not-found' && <p>{t('It is gone meanwhile: the engine knows nothing of it any more.')}</p>}
      {error && error.code !== 'not-found' && <ErrorNotice error={error} isBlock />}
      <ol className={styles.steps}>
        {steps.map((step) => (
          <StepItem key={step.title} step={step} />
        ))}
      </ol>
    </section>
  );
}

function StepItem({ step: { title, text, facts, term } }: { readonly step: Step }) {
  return (
    <li className={styles.step}>
      <h3 className={styles.title}>{title}</h3>
      <p className={styles.text}>
        {text} {term && <TermLink term={term} />}
      </p>
      <KeyValues
        items={facts.map(({ key, value, isCode = false }) => ({
          key,
          value,
          isMono: isCode,
          ...(isCode && value !== undefined && { copy: value }),
        }))}
      />
    </li>
  );
}
