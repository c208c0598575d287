import { Button, Checkbox } from '@mantine/core';
import { useState } from 'react';
import { Link } from 'wouter';
import type { ContainerSummary } from '../../../contract/model/container.ts';
import type { ContainerVersion } from '../../../contract/model/containerChange.ts';
import { client } from '../../rpc/index.ts';
import { ErrorNotice, formatDateTime, RelativeTime } from '../../ui/index.ts';
import shared from '../../ui/detail/Detail.module.css';
import { useLoad } from '../../ui/useLoad.ts';
import { ChangeTable } from './ChangeTable.tsx';
import styles from './ContainerChange.module.css';
import { openEdit } from './openEdit.ts';
import { Sentence, t } from './texts/index.ts';

export interface HistoryTabProps {
  readonly context: string;
  readonly container: ContainerSummary;
}

const BY = {
  get app() {
    return t('changed here');
  },
  get others() {
    return t('changed elsewhere');
  },
  get seen() {
    return t('first seen');
  },
} as const;

/** How its settings were, as Gantry saw them: each with what it changed, any two compared, and the way back. */
export function HistoryTab({ context, container }: HistoryTabProps) {
  const { id, name, networks } = container;
  // Another name or network is a change of its settings.
  const key = `${context} ${id} ${name} ${networks.map((one) => one.name).join(' ')}`;
  const {
    value: versions,
    error,
    reload,
  } = useLoad(key, (signal) => client.containerChanges.history({ context, id }, { signal }));
  const [marked, setMarked] = useState<readonly string[]>([]);
  if (error && !versions)
    return <ErrorNotice error={error} isBlock actions={[{ label: t('Try again'), run: reload }]} />;
  if (!versions) return <p className={shared.waiting}>{t('Reading the history…')}</p>;
  const mark = (versionId: string, isMarked: boolean) =>
    setMarked(isMarked ? [...marked.slice(-1), versionId] : marked.filter((one) => one !== versionId));
  const [a, b] = versions.filter(({ id: one }) => marked.includes(one));
  return (
    <div className={shared.scroll}>
      {a && b && <Comparison context={context} containerId={id} newer={a} older={b} />}
      <ol className={styles.versions} aria-label={t('History of {{name}}', { name })}>
        {versions.map((version, index) => (
          <li key={version.id} className={styles.version}>
            <div className={styles.head}>
              {versions.length > 1 && (
                <Checkbox
                  aria-label={t('Compare the version of {{datetime}}', { datetime: formatDateTime(version.at) })}
                  checked={marked.includes(version.id)}
                  onChange={(event) => mark(version.id, event.currentTarget.checked)}
                />
              )}
              <span className={styles.when} title={formatDateTime(version.at)}>
                <RelativeTime at={version.at} />
              </span>
              <span className={styles.quiet}>{index === versions.length - 1 ? BY.seen : BY[version.by]}</span>
              {version.isCurrent && <span className={styles.tag}>{t('now')}</span>}
              <span className={styles.space} />
              {!version.isCurrent && (
                <Button
                  size="compact-xs"
                  variant="default"
                  aria-label={t('Go back to the version of {{datetime}}', { datetime: formatDateTime(version.at) })}
                  onClick={() => openEdit({ id, name, versionId: version.id, at: version.at })}
                >
                  {t('Go back to this…')}
                </Button>
              )}
            </div>
            {version.changes.length > 0 ? (
              <ChangeTable
                label={t('What changed {{datetime}}', { datetime: formatDateTime(version.at) })}
                changes={version.changes}
              />
            ) : (
              <p className={styles.quiet}>
                {t('{{name}}, made from {{image}}', { name: version.name, image: version.image })}
              </p>
            )}
          </li>
        ))}
      </ol>
      <p className={styles.quiet}>
        <Sentence
          text="Mark two to compare them. Old containers that are kept, and removed ones, are under {{link}}."
          parts={{ link: <Link href="/undo">{t('Undo')}</Link> }}
        />
      </p>
    </div>
  );
}

interface ComparisonProps {
  readonly context: string;
  readonly containerId: string;
  readonly newer: ContainerVersion;
  readonly older: ContainerVersion;
}

function Comparison({ context, containerId, newer, older }: ComparisonProps) {
  const { value: changes, error } = useLoad(`${older.id} ${newer.id}`, (signal) =>
    client.containerChanges.compare({ context, id: containerId, before: older.id, after: newer.id }, { signal }),
  );
  return (
    <section className={shared.block} aria-label={t('Comparison')}>
      <h3>
        {formatDateTime(older.at)} → {formatDateTime(newer.at)}
      </h3>
      {error && <ErrorNotice error={error} />}
      {changes?.length === 0 && <p className={styles.quiet}>{t('They are the same.')}</p>}
      {changes && changes.length > 0 && <ChangeTable label={t('Comparison')} changes={changes} />}
    </section>
  );
}
