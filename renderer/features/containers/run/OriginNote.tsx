import { Button } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { IconButton } from '../../../ui/index.ts';
import styles from './Run.module.css';
import type { Origin } from './origin.ts';

interface OriginNoteProps {
  readonly origin: Origin;
  /** Absent where nothing was typed before. */
  readonly onUndo?: (() => void) | undefined;
  readonly onClose: () => void;
}

/** Where the settings in the form come from, and what of it could not be taken over. */
export function OriginNote({ origin, onUndo, onClose }: OriginNoteProps) {
  const { text, remarks = [] } = origin;
  return (
    <div className={styles.origin}>
      <output className={styles.originText}>
        {[text, ...remarks].map((line) => (
          <span key={line}>{line}</span>
        ))}
      </output>
      {onUndo && (
        <Button variant="subtle" onClick={onUndo}>
          Undo
        </Button>
      )}
      <IconButton label="Close this note" icon={<IconX aria-hidden="true" />} onClick={onClose} />
    </div>
  );
}
