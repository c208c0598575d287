import { useEffect, useState } from 'react';
import { Link } from 'wouter';
import type { AppError } from '../../../contract/errors.ts';
import { client, follow } from '../../rpc/index.ts';
import { CopyButton, ErrorNotice, Section, WindowedList } from '../../ui/index.ts';
import styles from './Troubleshooting.module.css';
import { t } from './texts/index.ts';

const TAIL = 1000;
const KEPT = 5000;
const ROW_PX = 19;

/** What Gantry wrote down of itself; the engine’s own log has a page. */
export function AppLogSection() {
  const [lines, setLines] = useState<readonly string[]>([]);
  const [error, setError] = useState<AppError>();
  const [isFollowing, setFollowing] = useState(true);
  useEffect(
    () =>
      follow({
        open: (signal) => {
          setLines([]);
          return client.troubleshooting.log({ tail: TAIL }, { signal });
        },
        onItem: (more) => setLines((before) => before.concat(more).slice(-KEPT)),
        onError: setError,
      }),
    [],
  );
  return (
    <Section
      title={t('Log of Gantry')}
      actions={
        <>
          <Link href="/engine/log">{t('Log of the engine')}</Link>
          <CopyButton label={t('Copy the log')} text={() => lines.join('\n')} />
        </>
      }
    >
      {error && <ErrorNotice error={error} />}
      <div className={styles.log}>
        <WindowedList
          label={t('Log of Gantry')}
          role="log"
          count={lines.length}
          rowHeight={ROW_PX}
          isFollowing={isFollowing}
          onFollowing={setFollowing}
          renderRow={(row) => (
            <div key={row} className={styles.logLine}>
              {lines[row]}
            </div>
          )}
        />
      </div>
    </Section>
  );
}
