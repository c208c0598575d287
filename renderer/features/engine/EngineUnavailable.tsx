import { Button, Loader } from '@mantine/core';
import { IconMoon, IconPlugConnectedX, IconServerOff } from '@tabler/icons-react';
import type { Context } from '../../../contract/model/context.ts';
import type { AppError } from '../../../contract/errors.ts';
import { EmptyState, ErrorNotice } from '../../ui/index.ts';
import { openContextSwitcher, reconnectContext, useAreContextsLoaded, useContexts } from '../contexts/index.ts';
import styles from './Engine.module.css';
import { useEngineStatus } from './engineStatus.ts';
import { useEngineAction } from './useEngineAction.ts';
import { t } from './texts/index.ts';

interface EngineUnavailableProps {
  /** The context that is open; absent when there is none at all. */
  readonly context?: Context;
  /** Why it does not answer, where the caller knows better than the context's state. */
  readonly error?: AppError;
}

/** In place of a list that no engine can give: why, and the ways out of it. */
export function EngineUnavailable({ context, error: given }: EngineUnavailableProps) {
  const contexts = useContexts();
  const areLoaded = useAreContextsLoaded();
  const status = useEngineStatus();
  const { run, busy, error: actionError } = useEngineAction();
  const error = given ?? (context?.state.type === 'unreachable' ? context.state.error : undefined);
  const state = status?.state;
  const isComing = state?.type === 'starting' || state?.type === 'installing';
  const canStart = state?.type === 'stopped' || state?.type === 'failed';
  const canInstall =
    state?.type === 'absent' && state.requirements.every(({ isMet, isOptional }) => isMet || isOptional);
  const isOwn = context?.source === 'own-engine';
  const others = contexts.some(({ name }) => name !== context?.name);

  if (!areLoaded) return null; // in a moment it is known
  if (isOwn && isComing) {
    return (
      <EmptyState
        icon={<Loader size={24} />}
        title={state.type === 'installing' ? t('Gantry’s engine is installing…') : t('Gantry’s engine is starting…')}
      >
        {state.type === 'installing' ? state.step : t('Containers appear here as soon as it answers.')}
      </EmptyState>
    );
  }
  if (isOwn && state?.type === 'stopped' && state.isAsleep) {
    return (
      <EmptyState
        icon={<IconMoon />}
        title={t('Gantry’s engine is asleep')}
        actions={
          <Button loading={busy !== undefined} onClick={() => run('start')}>
            {t('Wake it')}
          </Button>
        }
      >
        <p>{t('Nothing ran in its VM for a while, so its memory was given back. Nothing in it is lost.')}</p>
        {actionError && <ErrorNotice error={actionError} />}
      </EmptyState>
    );
  }
  if (context && !error && context.state.type !== 'connected') {
    return <EmptyState icon={<Loader size={24} />} title={t('Connecting to {{name}}…', context)} />;
  }
  const start = (canStart || canInstall) && (
    <Button
      variant={isOwn || !context ? 'filled' : 'default'}
      loading={busy !== undefined}
      onClick={() => run(canStart ? 'start' : 'install')}
    >
      {canStart ? t('Start Gantry’s engine') : t('Install Gantry’s engine')}
    </Button>
  );
  return (
    <EmptyState
      isAlert
      icon={context ? <IconPlugConnectedX /> : <IconServerOff />}
      title={context ? t('{{name}} does not answer', context) : t('No engine yet')}
      actions={
        <>
          {isOwn && start}
          {context && (
            <Button variant={isOwn ? 'default' : 'filled'} onClick={() => reconnectContext(context)}>
              {t('Try again')}
            </Button>
          )}
          {others && (
            <Button variant="default" onClick={openContextSwitcher}>
              {t('Switch context')}
            </Button>
          )}
          {!isOwn && start}
          <Button variant="subtle" component="a" href="#/engine/own">
            {t('About Gantry’s engine')}
          </Button>
        </>
      }
    >
      {error ? (
        <Reason error={error} />
      ) : (
        <p>{t('Containers need an engine that runs them, and none was found in the usual places.')}</p>
      )}
      {actionError && (
        <div className={styles.refusal}>
          <ErrorNotice error={actionError} />
        </div>
      )}
    </EmptyState>
  );
}

// Not a red box: here it is the only thing on the screen.
function Reason({ error }: { readonly error: AppError }) {
  return (
    <>
      <p>{error.message}</p>
      {'hint' in error && error.hint !== undefined && <p className={styles.hint}>{error.hint}</p>}
      {error.engineText !== undefined && (
        <details className={styles.said}>
          <summary>{t('What the system said')}</summary>
          <code>{error.engineText}</code>
        </details>
      )}
    </>
  );
}
