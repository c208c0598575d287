import { Button } from '@mantine/core';
import { IconStack2 } from '@tabler/icons-react';
import { EmptyState, ErrorNotice, formatSize } from '../../ui/index.ts';
import styles from './Layers.module.css';
import type { Opening } from './useOpenImage.ts';

interface OpeningStateProps {
  readonly opening: Opening;
}

/** In place of the files until they are there. */
export function OpeningState({ opening: { progress, error, isCancelled, cancel, again } }: OpeningStateProps) {
  if (error) return <ErrorNotice isBlock error={error} actions={[{ label: 'Try again', run: again }]} />;
  if (isCancelled) {
    return (
      <EmptyState
        icon={<IconStack2 />}
        title="The reading was cancelled"
        actions={<Button onClick={again}>Read the layers</Button>}
      >
        The files of an image can be shown when its layers have been read.
      </EmptyState>
    );
  }
  if (!progress) return null; // in a moment something is known, or it is there already
  const { phase, readBytes, expectedBytes, layersDone, layers } = progress;
  const share = expectedBytes > 0 ? Math.min(0.99, readBytes / expectedBytes) : undefined;
  return (
    <EmptyState
      icon={<IconStack2 />}
      title={phase === 'preparing' ? 'The engine is gathering the layers' : 'Reading the layers'}
      actions={
        <Button variant="default" onClick={cancel}>
          Cancel
        </Button>
      }
    >
      <progress
        className={styles.progress}
        aria-label="Layers read"
        max={1}
        value={phase === 'preparing' ? undefined : share}
      />
      <p>
        {phase === 'preparing'
          ? `${formatSize(expectedBytes)} in ${layers} ${layers === 1 ? 'layer' : 'layers'}. Large images take a moment.`
          : `${formatSize(readBytes)} of about ${formatSize(expectedBytes)}, ${layersDone} of ${layers} layers`}
      </p>
    </EmptyState>
  );
}
