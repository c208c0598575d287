import type { AppError } from '../../../contract/errors.ts';
import { client } from '../../rpc/index.ts';
import styles from '../../ui/list/List.module.css';
import { t } from './texts/index.ts';

interface ListNoticeProps {
  readonly error: AppError;
  readonly context: string;
}

/** The engine is away: the list below is what it said last. */
export function ListNotice({ error, context }: ListNoticeProps) {
  return (
    <div className={styles.notice}>
      <output className={styles.noticeText}>
        {error.message} {t('This is the list as it was; Gantry tries again by itself.')}
      </output>
      <button
        type="button"
        className={styles.noticeButton}
        onClick={() => {
          // The reason of another failure comes with the context's state.
          client.contexts.reconnect({ context }).catch(() => undefined);
        }}
      >
        {t('Try now')}
      </button>
    </div>
  );
}
