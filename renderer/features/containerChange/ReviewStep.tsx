import { Checkbox, NativeSelect } from '@mantine/core';
import type { ChangePreview } from '../../../contract/model/containerChange.ts';
import { ChangeTable } from './ChangeTable.tsx';
import { Consequences } from './Consequences.tsx';
import styles from './ContainerChange.module.css';
import { t } from './texts/index.ts';

export interface ReviewOptions {
  readonly keepsOld: boolean;
  readonly watchSeconds: number;
  readonly takesNewerImage: boolean;
}

interface ReviewStepProps {
  readonly preview: ChangePreview;
  readonly options: ReviewOptions;
  readonly onOptions: (options: ReviewOptions) => void;
  readonly onLeave: () => void;
}

const WATCH = [
  {
    value: '5',
    get label() {
      return t('5 seconds');
    },
  },
  {
    value: '30',
    get label() {
      return t('30 seconds');
    },
  },
  {
    value: '120',
    get label() {
      return t('2 minutes');
    },
  },
  {
    value: '600',
    get label() {
      return t('10 minutes');
    },
  },
];

/** Exactly what becomes different, and what that takes. */
export function ReviewStep({ preview, options, onOptions, onLeave }: ReviewStepProps) {
  const isNew = preview.way === 'beside' || preview.way === 'in-place';
  return (
    <div className={styles.review}>
      {preview.changes.length > 0 && <ChangeTable label={t('Changes')} changes={preview.changes} />}
      <Consequences preview={preview} onLeave={onLeave} />
      {preview.hasNewerImage && (
        <Checkbox
          label={t('Take the newer image too')}
          description={t(
            'The name of its image stands for another one by now. Without this it stays with the image that it has.',
          )}
          checked={options.takesNewerImage}
          onChange={(event) => onOptions({ ...options, takesNewerImage: event.currentTarget.checked })}
        />
      )}
      {isNew && (
        <>
          {preview.isRunning && (
            <NativeSelect
              label={t('The old one comes back by itself if the new one dies or turns unhealthy within')}
              data={WATCH}
              value={String(options.watchSeconds)}
              onChange={(event) => onOptions({ ...options, watchSeconds: Number(event.currentTarget.value) })}
            />
          )}
          <Checkbox
            label={t('Keep the old one, stopped, to roll back to')}
            description={t('Under Undo, until you remove it there or the next change of this container is done.')}
            checked={options.keepsOld}
            onChange={(event) => onOptions({ ...options, keepsOld: event.currentTarget.checked })}
          />
        </>
      )}
    </div>
  );
}
