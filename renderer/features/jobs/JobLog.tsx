import { useEffect, useRef, useState } from 'react';
import { type AppError } from '../../../contract/errors.ts';
import { client, follow } from '../../rpc/index.ts';
import { CopyButton, ErrorNotice } from '../../ui/index.ts';
import styles from './Jobs.module.css';
import { t } from './texts/index.ts';

/** More than anybody reads here; the whole log is longer only in builds, which have a page of their own. */
const KEPT_LINES = 5000;

interface JobLogProps {
  readonly jobId: string;
}

/** The job's own words, live until it ends. */
export function JobLog({ jobId }: JobLogProps) {
  const [lines, setLines] = useState<readonly string[]>([]);
  const [error, setError] = useState<AppError>();
  const box = useRef<HTMLPreElement>(null);

  useEffect(() => {
    let waiting: string[] = [];
    let frame = 0;
    const end = follow({
      open: (signal) => {
        waiting = [];
        setLines([]);
        return client.jobs.log({ jobId }, { signal });
      },
      onItem: (line) => {
        waiting.push(line);
        frame ||= requestAnimationFrame(() => {
          frame = 0;
          const more = waiting.splice(0);
          setLines((before) => [...before, ...more].slice(-KEPT_LINES));
        });
      },
      onError: setError,
    });
    return () => {
      end();
      cancelAnimationFrame(frame);
    };
  }, [jobId]);

  useEffect(() => {
    const element = box.current;
    if (element) element.scrollTop = element.scrollHeight;
  }, [lines]);

  if (error) return <ErrorNotice error={error} />;
  if (lines.length === 0) return <p className={styles.message}>{t('It has written no log.')}</p>;
  return (
    <div className={styles.log}>
      <pre ref={box} aria-label={t('Log of the job')}>
        {lines.join('\n')}
      </pre>
      <CopyButton text={() => lines.join('\n')} label={t('Copy the log')} />
    </div>
  );
}
