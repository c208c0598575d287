import { Button } from '@mantine/core';
import { toAppError } from '../../../contract/errors.ts';
import type { RemovedContainer } from '../../../contract/model/containerChange.ts';
import { client } from '../../rpc/index.ts';
import { notify, RelativeTime } from '../../ui/index.ts';
import styles from './ContainerChange.module.css';
import { undo } from './offerUndo.ts';
import { plural, Sentence, t } from './texts/index.ts';

interface RemovedItemProps {
  readonly context: string;
  readonly removed: RemovedContainer;
}

/** A container that is gone, with the way back. */
export function RemovedItem({ context, removed }: RemovedItemProps) {
  const { id, name, image, at, by, filesImage, lostVolumes, namedVolumes } = removed;
  const forget = () =>
    client.containerChanges.forgetRemoved({ context, removedId: id }).catch((thrown: unknown) =>
      notify({
        title: t('Could not forget {{name}}', { name }),
        message: toAppError(thrown).message,
        tone: 'failure',
      }),
    );
  return (
    <li className={styles.item}>
      <div className={styles.about}>
        <div className={styles.name}>{name}</div>
        <div className={styles.detail}>
          <Sentence
            text="{{image}}, removed {{how}} {{relativeTime}}"
            parts={{ image, how: by === 'app' ? t('here') : t('elsewhere'), relativeTime: <RelativeTime at={at} /> }}
          />
          {filesImage !== undefined && t('; its files are in {{filesImage}}', { filesImage })}
          {namedVolumes.length > 0 &&
            plural(namedVolumes.length, '; 1 volume still there', '; {{count}} volumes still there')}
          {lostVolumes.length > 0 &&
            plural(
              lostVolumes.length,
              '; 1 volume without a name went with it',
              '; {{count}} volumes without a name went with it',
            )}
        </div>
      </div>
      <div className={styles.actions}>
        <Button
          size="compact-sm"
          variant="default"
          aria-label={t('Make {{name}} again', { name })}
          onClick={() => void undo(context, removed)}
        >
          {t('Undo')}
        </Button>
        <Button
          size="compact-sm"
          variant="subtle"
          aria-label={t('Forget {{name}}', { name })}
          onClick={() => void forget()}
        >
          {t('Forget')}
        </Button>
      </div>
    </li>
  );
}
