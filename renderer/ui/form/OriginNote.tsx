import { Button } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { IconButton } from '../IconButton.tsx';
import styles from './OriginNote.module.css';
import { t } from '../texts/index.ts';

interface OriginNoteProps {
  /** Where what stands in the form comes from, and what the person should know about it, a line each. */
  readonly origin: { readonly text: string; readonly remarks?: readonly string[] };
  /** Absent where nothing was typed before. */
  readonly onUndo?: (() => void) | undefined;
  readonly onClose: () => void;
}

/** Where the settings in a form come from, and what of it could not be taken over. */
export function OriginNote({ origin: { text, remarks = [] }, onUndo, onClose }: OriginNoteProps) {
  return (
    <div className={styles.note}>
      <output className={styles.text}>
        {[text, ...remarks].map((line) => (
          <span key={line}>{line}</span>
        ))}
      </output>
      {onUndo && (
        <Button variant="subtle" onClick={onUndo}>
          {t('Undo')}
        </Button>
      )}
      <IconButton label={t('Close this note')} icon={<IconX aria-hidden="true" />} onClick={onClose} />
    </div>
  );
}
