import { type ReactNode, useState } from 'react';
import { toAppError } from '../../../contract/errors.ts';
import { notify } from '../../ui/index.ts';
import styles from './Files.module.css';
import { type Dropped, fromDrop } from './upload/dropped.ts';
import { t } from './texts/index.ts';

interface DropZoneProps {
  readonly isEnabled: boolean;
  readonly onDrop: (dropped: readonly Dropped[]) => void;
  readonly children: ReactNode;
}

/** Where files and directories of this computer can be dropped; with the keyboard there is the button. */
export function DropZone({ isEnabled, onDrop, children }: DropZoneProps) {
  const [isOver, setOver] = useState(false);
  return (
    <div
      className={styles.drop}
      data-over={isOver || undefined}
      onDragOver={(event) => {
        if (!isEnabled || !event.dataTransfer.types.includes('Files')) return;
        event.preventDefault();
        event.dataTransfer.dropEffect = 'copy';
        setOver(true);
      }}
      onDragLeave={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget as Node | null)) setOver(false);
      }}
      onDrop={(event) => {
        if (!isEnabled) return;
        event.preventDefault();
        setOver(false);
        fromDrop(event.dataTransfer).then(
          (dropped) => dropped.length > 0 && onDrop(dropped),
          (thrown: unknown) =>
            notify({ title: t('These files cannot be read'), message: toAppError(thrown).message, tone: 'failure' }),
        );
      }}
    >
      {children}
      {isOver && <p className={styles.dropHint}>{t('Drop to upload here')}</p>}
    </div>
  );
}
