import { Link } from 'wouter';
import type { JobResult } from '../../../contract/model/job.ts';
import { CopyButton, formatSize } from '../../ui/index.ts';
import { onContext } from '../together/index.ts';
import styles from './Jobs.module.css';
import { t } from './texts/index.ts';

interface JobOutcomeProps {
  /** Of the engine that it was left on: not always the one that is open. */
  readonly context: string | undefined;
  readonly result: JobResult;
  readonly onNavigate: () => void;
}

/** What a job left behind. */
export function JobOutcome({ context, result, onNavigate }: JobOutcomeProps) {
  const there = (place: string) => (context === undefined ? place : onContext(context, place));
  switch (result.type) {
    case 'containers':
      return (
        <>
          {result.warnings.map((warning) => (
            <p key={warning} className={styles.warning}>
              {warning}
            </p>
          ))}
          {result.ids.length === 1 && (
            <Link className={styles.result} href={there(`/containers/${result.ids[0] ?? ''}`)} onClick={onNavigate}>
              {t('Open the container')}
            </Link>
          )}
        </>
      );
    case 'image':
      return (
        <p className={styles.message}>{[result.reference, result.digest ?? result.id].filter(Boolean).join(' · ')}</p>
      );
    case 'pushed':
      return (
        <ul className={styles.pushed} aria-label={t('What was pushed')}>
          {result.tags.map(({ reference, digest }) => (
            <li key={reference}>
              <span>{reference}</span>
              <span className={styles.digest}>{digest}</span>
              <CopyButton
                text={`${reference.replace(/:[^/:]+$/, '')}@${digest}`}
                label={t('Copy the digest of {{reference}}', { reference })}
              />
            </li>
          ))}
        </ul>
      );
    case 'images':
      return <p className={styles.message}>{[...result.references, ...result.ids].join(' · ')}</p>;
    case 'removedImages':
      return null;
    case 'volume':
      return (
        <Link
          className={styles.result}
          href={there(`/volumes/${encodeURIComponent(result.name)}`)}
          onClick={onNavigate}
        >
          {t('Open the volume')}
        </Link>
      );
    case 'stack':
      return (
        <>
          {result.warnings.map((warning) => (
            <p key={warning} className={styles.warning}>
              {warning}
            </p>
          ))}
          <Link
            className={styles.result}
            href={there(`/stacks/${encodeURIComponent(result.project)}`)}
            onClick={onNavigate}
          >
            {t('Open the stack')}
          </Link>
        </>
      );
    case 'file':
      return (
        <p className={styles.message}>
          {result.name} · {formatSize(result.sizeBytes)}
        </p>
      );
  }
}
