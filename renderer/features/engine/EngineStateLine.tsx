import { Progress } from '@mantine/core';
import type { EngineState } from '../../../contract/model/engine.ts';
import { ErrorNotice, formatDateTime, formatSize, RelativeTime, StatusDot, useNow } from '../../ui/index.ts';
import styles from './OwnEngine.module.css';
import { StartStages } from './StartStages.tsx';
import { engineTone, engineWord } from './words.ts';
import { Sentence, t } from './texts/index.ts';

interface EngineStateLineProps {
  readonly state: EngineState;
  readonly isVm?: boolean;
}

export function EngineStateLine({ state, isVm = false }: EngineStateLineProps) {
  const isStopping = state.type === 'running' && state.isStopping;
  return (
    <>
      <p className={styles.state}>
        <StatusDot tone={isStopping ? 'removing' : engineTone(state)} />
        <strong>{isStopping ? t('Stopping') : engineWord(state)}</strong>
        <span className={styles.dim}>
          <Details state={state} isVm={isVm} />
        </span>
      </p>
      {state.type === 'starting' && state.stages && <StartStages stages={state.stages} sinceAt={state.sinceAt} />}
      {state.type === 'running' && state.stages && !isStopping && (
        <details className={styles.tail}>
          <summary>{t('How it started')}</summary>
          <StartStages stages={state.stages} />
        </details>
      )}
      {state.type === 'installing' && (
        <Progress
          aria-label={t('Installing')}
          value={state.totalBytes ? ((state.doneBytes ?? 0) / state.totalBytes) * 100 : 100}
          animated={!state.totalBytes}
        />
      )}
      {state.type === 'failed' && (
        <>
          <ErrorNotice error={state.cause} />
          {state.logTail.length > 0 && (
            <details className={styles.tail}>
              <summary>{t('The end of its log')}</summary>
              <pre>{state.logTail.join('\n')}</pre>
            </details>
          )}
        </>
      )}
    </>
  );
}

function Details({ state, isVm }: EngineStateLineProps) {
  switch (state.type) {
    case 'absent':
      return isVm
        ? t('Something that its VM needs is missing: see below.')
        : t('It can be installed without touching the rest of the system.');
    case 'installing':
      return [state.step, ...received(state)].join(' · ');
    case 'stopped':
      return state.isAsleep
        ? t('It sleeps, for nothing ran in it. The first request wakes it, from a terminal too.')
        : t('Its containers and images are kept.');
    case 'starting':
      return state.attempt > 1 ? t('Attempt {{attempt}}', state) : t('Waiting for its first answer');
    case 'running':
      if (state.isStopping) return t('It is ending its containers.');
      return (
        <>
          {[`Docker ${state.version}`, ...(state.pid > 0 ? [t('process {{pid}}', state)] : []), ''].join(' · ')}
          <Sentence
            text="since {{time}}"
            parts={{
              time: (
                <span title={formatDateTime(state.sinceAt)}>
                  <RelativeTime at={state.sinceAt} style="duration" />
                </span>
              ),
            }}
          />
          {state.isAdopted && ` · ${t('was running already')}`}
        </>
      );
    case 'failed':
      return state.retryAt === undefined ? t('It is not tried again by itself.') : <Retry at={state.retryAt} />;
  }
}

function received({ doneBytes, totalBytes }: Extract<EngineState, { type: 'installing' }>): readonly string[] {
  if (doneBytes === undefined) return [];
  const done = formatSize(doneBytes);
  return [totalBytes ? t('{{done}} of {{total}}', { done, total: formatSize(totalBytes) }) : done];
}

function Retry({ at }: { readonly at: number }) {
  const seconds = useNow((now) => Math.max(0, Math.ceil((at - now) / 1000)));
  return seconds > 0 ? t('Tried again in {{seconds}} s', { seconds }) : t('Trying again…');
}
