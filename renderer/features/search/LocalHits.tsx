import { Button } from '@mantine/core';
import { client } from '../../rpc/index.ts';
import { formatSize } from '../../ui/index.ts';
import { useLoad } from '../../ui/useLoad.ts';
import { useOpenRun } from '../remoteTags/index.ts';
import styles from './Search.module.css';
import { Source } from './Source.tsx';
import { t } from './texts/index.ts';

const SHOWN = 20;

interface LocalHitsProps {
  readonly context: string;
  readonly text: string;
}

/** What need not be pulled any more. */
export function LocalHits({ context, text }: LocalHitsProps) {
  const openRun = useOpenRun();
  const { value, error, isLoading } = useLoad(`${context} ${text}`, (signal) =>
    client.images.list({ context }, { signal }),
  );
  const wanted = text.toLowerCase();
  const found = value?.flatMap(({ tags, sizeBytes }) =>
    tags.filter((tag) => tag.toLowerCase().includes(wanted)).map((tag) => ({ tag, sizeBytes })),
  );
  return (
    <Source
      title={t('On this engine')}
      isLoading={isLoading}
      error={error}
      count={found?.length}
      nothing={t('No image here has “{{text}}” in its name.', { text })}
    >
      {found?.slice(0, SHOWN).map(({ tag, sizeBytes }) => (
        <li key={tag} className={styles.hit}>
          <div className={styles.row}>
            <span className={styles.here}>
              <span className={styles.name}>{tag}</span>
              <span className={styles.description}>{formatSize(sizeBytes)}</span>
            </span>
            <Button variant="default" aria-label={t('Run {{tag}}', { tag })} onClick={() => openRun(tag)}>
              {t('Run…')}
            </Button>
          </div>
        </li>
      ))}
      {found !== undefined && found.length > SHOWN && (
        <li className={styles.quiet}>{t('{{found}} more: type more of the name.', { found: found.length - SHOWN })}</li>
      )}
    </Source>
  );
}
