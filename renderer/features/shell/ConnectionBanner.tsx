import { IconPlugConnectedX } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { retryConnection, useConnectionState } from '../../rpc/index.ts';
import { useNow } from '../../ui/index.ts';
import styles from './Shell.module.css';
import { t } from './texts/index.ts';

/** A connection that is back within this time is not worth a word. */
const PATIENCE_MS = 600;

/** Over the page, which stays as it was: the last known state is still worth looking at. */
export function ConnectionBanner() {
  const state = useConnectionState();
  const [isLong, setLong] = useState(false);
  const isLost = state.type === 'lost' || state.type === 'connecting';
  useEffect(() => {
    if (!isLost) return;
    const timer = setTimeout(() => setLong(true), PATIENCE_MS);
    return () => {
      clearTimeout(timer);
      setLong(false);
    };
  }, [isLost]);
  if (!isLost || !isLong) return null;
  return (
    <div className={styles.banner} role="alert">
      <IconPlugConnectedX aria-hidden="true" />
      <span>
        {state.type === 'lost' ? (
          <>
            {t('Connection to Gantry lost, reconnecting')}
            <Countdown until={state.retryAt} />
            {t('. What you see is the last known state.')}
          </>
        ) : (
          t('Connecting to Gantry…')
        )}
      </span>
      {state.type === 'lost' && (
        <button type="button" onClick={retryConnection}>
          {t('Try now')}
        </button>
      )}
    </div>
  );
}

function Countdown({ until }: { readonly until: number }) {
  const seconds = useNow((now) => Math.max(0, Math.ceil((until - now) / 1000)));
  return seconds > 1 ? <span aria-hidden="true"> {t('in {{seconds}} s', { seconds })}</span> : null;
}
