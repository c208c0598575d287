import { Button } from '@mantine/core';
import { IconAlertTriangle, IconChevronRight } from '@tabler/icons-react';
import { useState } from 'react';
import { type AppError, toAppError } from '../../../../contract/errors.ts';
import type { ContextProblem, ContextReport } from '../../../../contract/model/buildContext.ts';
import { client } from '../../../rpc/index.ts';
import { ErrorNotice, formatSize, notify, formatNumber } from '../../../ui/index.ts';
import look from '../../../ui/form/Form.module.css';
import styles from './Form.module.css';
import { plural, Sentence, t } from '../texts/index.ts';

interface ContextPanelProps {
  readonly path: string;
  readonly report?: ContextReport;
  readonly error?: AppError;
  readonly onChanged: () => void;
}

const MAX_PROBLEMS = 6;

/** What the build would send: how much, the largest of it, and what should not be there. */
export function ContextPanel({ path, report, error, onChanged }: ContextPanelProps) {
  if (error) return <ErrorNotice error={error} />;
  if (!report) return <p className={look.hint}>{t('Measuring the folder…')}</p>;
  const { fileCount, sizeBytes, ignoreFile, ignoredCount, isComplete, isCut, largest } = report;
  const files = plural(fileCount, '{{fileCount}} file', '{{fileCount}} files', {
    fileCount: formatNumber(fileCount),
  });
  const top = largest.filter((entry) => entry.sizeBytes > 0);
  return (
    <section className={styles.context} aria-label={t('Build context')}>
      <output aria-label={t('Size of the context')}>
        <Sentence
          text="{{size}} in {{files}} {{how}}{{how2}}{{how3}}"
          parts={{
            size: <strong>{formatSize(sizeBytes)}</strong>,
            files,
            how: isCut ? t('and more ') : '',
            how2: isComplete ? t('would be sent') : t('so far…'),
            how3:
              ignoreFile === undefined
                ? t('; there is no .dockerignore')
                : t('; {{ignoreFile}} leaves out {{ignoredCount}}', {
                    ignoreFile,
                    ignoredCount: formatNumber(ignoredCount),
                  }),
          }}
        />
      </output>
      {top.length > 0 && (
        <details className={styles.fold}>
          <summary>
            <IconChevronRight aria-hidden="true" />
            {t('Largest entries')}
          </summary>
          <ul className={styles.entries} aria-label={t('Largest entries')}>
            {top.map((entry) => (
              <li key={entry.path}>
                <span className={styles.path}>
                  {entry.path}
                  {entry.isDirectory && '/'}
                </span>
                <span className={styles.meter} aria-hidden="true">
                  <span style={{ width: `${Math.max(1, (100 * entry.sizeBytes) / Math.max(1, sizeBytes))}%` }} />
                </span>
                <span className={styles.size}>{formatSize(entry.sizeBytes)}</span>
              </li>
            ))}
          </ul>
        </details>
      )}
      <Problems report={report} />
      {ignoreFile === undefined && isComplete && report.proposals.length > 0 && (
        <Offer key={path} path={path} report={report} onChanged={onChanged} />
      )}
    </section>
  );
}

function Problems({ report: { problems, problemCount, badPatterns } }: { readonly report: ContextReport }) {
  if (problemCount === 0 && badPatterns.length === 0) return null;
  return (
    <ul className={styles.problems} aria-label={t('Problems of the context')}>
      {problems.slice(0, MAX_PROBLEMS).map((problem) => (
        <li key={problem.path}>
          <IconAlertTriangle aria-hidden="true" />
          {sentence(problem)}
        </li>
      ))}
      {problemCount > MAX_PROBLEMS && (
        <li>{t('and {{problemCount}} more', { problemCount: problemCount - MAX_PROBLEMS })}</li>
      )}
      {badPatterns.map((pattern) => (
        <li key={`bad ${pattern}`}>
          <IconAlertTriangle aria-hidden="true" />
          {t('The line “{{pattern}}” of the ignore file is no pattern: the build fails with it.', { pattern })}
        </li>
      ))}
    </ul>
  );
}

function sentence({ path, kind, target }: ContextProblem): string {
  switch (kind) {
    case 'unreadable':
      return t('{{path}} may not be read: the build fails unless it is left out.', { path });
    case 'leaves-context':
      return t('{{path}} is a link to {{target}}, outside the folder: in the image it leads nowhere.', {
        path,
        target: target ?? '',
      });
    case 'special':
      return t('{{path}} is neither a file nor a folder (a socket or a device) and is not sent.', { path });
  }
}

interface OfferProps {
  readonly path: string;
  readonly report: ContextReport;
  readonly onChanged: () => void;
}

function Offer({ path, report, onChanged }: OfferProps) {
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const patterns = report.proposals.map(({ pattern }) => pattern).filter((pattern) => !left.has(pattern));
  const saved = report.proposals
    .filter(({ pattern }) => !left.has(pattern))
    .reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
  const create = () =>
    client.builds.createIgnoreFile({ path, patterns }).then(onChanged, (thrown: unknown) => {
      const { message } = toAppError(thrown);
      notify({ title: t('No .dockerignore was made'), message, tone: 'failure' });
    });
  const toggle = (pattern: string) => {
    const next = new Set(left);
    if (!next.delete(pattern)) next.add(pattern);
    setLeft(next);
  };
  return (
    <fieldset className={styles.offer}>
      <legend>{t('Leave these out with a .dockerignore?')}</legend>
      {report.proposals.map(({ pattern, reason, sizeBytes }) => (
        <label key={pattern} className={styles.proposal}>
          <input type="checkbox" checked={!left.has(pattern)} onChange={() => toggle(pattern)} />
          <code>{pattern}</code>
          <span className={look.hint}>{reason}</span>
          <span className={styles.size}>{formatSize(sizeBytes)}</span>
        </label>
      ))}
      <Button variant="default" disabled={patterns.length === 0} onClick={() => void create()}>
        {t('Create .dockerignore')}
        {saved > 0 && t(' ({{saved}} less)', { saved: formatSize(saved) })}
      </Button>
    </fieldset>
  );
}
