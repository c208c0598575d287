import { reconnectContext } from '../contexts/index.ts';
import { IconPlugConnectedX } from '@tabler/icons-react';
import type { Context } from '../../../contract/model/context.ts';
import type { AppError } from '../../../contract/errors.ts';
import { t } from './texts/index.ts';
import type { LiveList } from './liveLists.ts';
import styles from './Together.module.css';

interface EngineNoticesProps {
  readonly engines: readonly { readonly context: Context; readonly list: LiveList<unknown> | undefined }[];
  /** Takes it out of the list; absent for the only one. */
  readonly onLeaveOut?: ((name: string) => void) | undefined;
}

/** The engines that are not, or not yet, in the list: which, why, and what to do. The others are not held up. */
export function EngineNotices({ engines, onLeaveOut }: EngineNoticesProps) {
  const away = engines.flatMap(({ context, list }) => {
    const error = list?.error ?? (context.state.type === 'unreachable' ? context.state.error : undefined);
    return error ? [{ context, list, error }] : [];
  });
  const coming = engines.filter(
    ({ context, list }) => !list?.isLoaded && !away.some((one) => one.context.name === context.name),
  );
  if (away.length === 0 && coming.length === 0) return null;
  return (
    <section className={styles.notices} aria-label={t('Contexts that do not answer')}>
      {away.map(({ context, list, error }) => (
        <Away
          key={context.name}
          {...{ context, error, onLeaveOut }}
          isMemory={list?.isLoaded === true && list.items.length > 0}
        />
      ))}
      {coming.length > 0 && (
        <output className={styles.coming}>
          {t('Waiting for {{names}}…', { names: coming.map(({ context }) => context.name).join(', ') })}
        </output>
      )}
    </section>
  );
}

interface AwayProps {
  readonly context: Context;
  readonly error: AppError;
  readonly isMemory: boolean;
  readonly onLeaveOut: ((name: string) => void) | undefined;
}

function Away({ context, error, isMemory, onLeaveOut }: AwayProps) {
  const { name } = context;
  return (
    <div className={styles.away}>
      <IconPlugConnectedX size={15} aria-hidden="true" />
      <div className={styles.why}>
        <strong>{t('{{name}} does not answer.', { name })}</strong> {error.message}{' '}
        {isMemory && `${t('Its rows are what it said last.')} `}
        {'hint' in error && error.hint !== undefined && <span className={styles.hint}>{error.hint}</span>}
      </div>
      <button type="button" className={styles.button} onClick={() => reconnectContext(context)}>
        {t('Try {{name}} again', { name })}
      </button>
      {onLeaveOut && (
        <button type="button" className={styles.button} onClick={() => onLeaveOut(name)}>
          {t('Leave it out')}
        </button>
      )}
    </div>
  );
}
