import { Button } from '@mantine/core';
import { IconStack2 } from '@tabler/icons-react';
import { EmptyState, ErrorNotice, formatSize } from '../../ui/index.ts';
import styles from './Layers.module.css';
import type { Opening } from './useOpenImage.ts';
import { plural, t } from './texts/index.ts';

interface OpeningStateProps {
  readonly opening: Opening;
}

/** In place of the files until they are there. */
export function OpeningState({ opening: { progress, error, isCancelled, cancel, again } }: OpeningStateProps) {
  if (error) return <ErrorNotice isBlock error={error} actions={[{ label: t('Try again'), run: again }]} />;
  if (isCancelled) {
    return (
      <EmptyState
        icon={<IconStack2 />}
        title={t('The reading was cancelled')}
        actions={<Button onClick={again}>{t('Read the layers')}</Button>}
      >
        {t('The files of an image can be shown when its layers have been read.')}
      </EmptyState>
    );
  }
  if (!progress) return null; // in a moment something is known, or it is there already
  const { phase, readBytes, expectedBytes, layersDone, layers } = progress;
  const share = expectedBytes > 0 ? Math.min(0.99, readBytes / expectedBytes) : undefined;
  return (
    <EmptyState
      icon={<IconStack2 />}
      title={phase === 'preparing' ? t('The engine is gathering the layers') : t('Reading the layers')}
      actions={
        <Button variant="default" onClick={cancel}>
          {t('Cancel')}
        </Button>
      }
    >
      <progress
        className={styles.progress}
        aria-label={t('Layers read')}
        max={1}
        value={phase === 'preparing' ? undefined : share}
      />
      <p>
        {phase === 'preparing'
          ? plural(
              layers,
              '{{expected}} in {{count}} layer. Large images take a moment.',
              '{{expected}} in {{count}} layers. Large images take a moment.',
              { expected: formatSize(expectedBytes) },
            )
          : t('{{read}} of about {{expected}}, {{layersDone}} of {{layers}} layers', {
              read: formatSize(readBytes),
              expected: formatSize(expectedBytes),
              layersDone,
              layers,
            })}
      </p>
    </EmptyState>
  );
}
