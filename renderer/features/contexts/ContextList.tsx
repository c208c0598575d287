import { IconCheck, IconRefresh } from '@tabler/icons-react';
import type { Context } from '../../../contract/model/context.ts';
import { IconButton, Popup, StatusDot } from '../../ui/index.ts';
import styles from './Contexts.module.css';
import { engineName, sourceName, toneOf, wordOf } from './contextState.ts';
import { reconnectContext, selectContext } from './selectContext.ts';
import { t } from './texts/index.ts';

interface ContextListProps {
  readonly contexts: readonly Context[];
  readonly onClose: () => void;
}

/** Every engine there is; one that does not answer says why, and what to do. */
export function ContextList({ contexts, onClose }: ContextListProps) {
  return (
    <Popup label={t('Contexts')} align="start" width="25rem" onClose={onClose}>
      <h2 className={styles.heading}>{t('Contexts')}</h2>
      <ul className={styles.list}>
        {contexts.map((context) => (
          <ContextRow key={context.name} context={context} onClose={onClose} />
        ))}
      </ul>
      {contexts.length === 0 && (
        <p className={styles.none}>
          {t('No engine was found: no DOCKER_HOST, no context of the docker CLI, and no socket in the usual places.')}
        </p>
      )}
      <p className={styles.manage}>
        {contexts.length > 1 && (
          <a href="#/together/containers" onClick={onClose}>
            {t('Several in one list')}
          </a>
        )}
        <a href="#/contexts" onClick={onClose}>
          {t('Add and change contexts…')}
        </a>
      </p>
    </Popup>
  );
}

interface ContextRowProps {
  readonly context: Context;
  readonly onClose: () => void;
}

function ContextRow({ context, onClose }: ContextRowProps) {
  const { name, state, source, endpoint, description, isSelected } = context;
  return (
    <li className={styles.item} data-selected={isSelected || undefined}>
      <button
        type="button"
        className={styles.choice}
        data-row=""
        data-first-focus={isSelected ? '' : undefined}
        aria-current={isSelected ? 'true' : undefined}
        onClick={() => {
          if (!isSelected) selectContext(context);
          onClose();
        }}
      >
        <StatusDot tone={toneOf(state)} />
        <span className={styles.text}>
          <span className={styles.title}>
            {name}
            <span className={styles.engine}>{engineName(context) ?? wordOf(state)}</span>
          </span>
          <span className={styles.endpoint}>
            {endpoint} · {description ?? sourceName(source)}
          </span>
        </span>
        {isSelected && <IconCheck className={styles.check} aria-hidden="true" />}
      </button>
      {state.type === 'unreachable' && (
        <div className={styles.reason}>
          <div>
            <p>{state.error.message}</p>
            {'hint' in state.error && state.error.hint !== undefined && (
              <p className={styles.hint}>{state.error.hint}</p>
            )}
          </div>
          <IconButton
            size="small"
            label={t('Try {{name}} again', { name })}
            icon={<IconRefresh />}
            onClick={() => reconnectContext(context)}
          />
        </div>
      )}
    </li>
  );
}
