import { Button } from '@mantine/core';
import { toAppError } from '../../../contract/errors.ts';
import type { RemovedContainer } from '../../../contract/model/containerChange.ts';
import { client } from '../../rpc/index.ts';
import { notify, RelativeTime } from '../../ui/index.ts';
import styles from './ContainerChange.module.css';
import { undo } from './offerUndo.ts';

interface RemovedItemProps {
  readonly context: string;
  readonly removed: RemovedContainer;
}

/** A container that is gone, with the way back. */
export function RemovedItem({ context, removed }: RemovedItemProps) {
  const { id, name, image, at, by, filesImage, lostVolumes, namedVolumes } = removed;
  const forget = () =>
    client.containerChanges
      .forgetRemoved({ context, removedId: id })
      .catch((thrown: unknown) =>
        notify({ title: `Could not forget ${name}`, message: toAppError(thrown).message, tone: 'failure' }),
      );
  return (
    <li className={styles.item}>
      <div className={styles.about}>
        <div className={styles.name}>{name}</div>
        <div className={styles.detail}>
          {image}, removed {by === 'app' ? 'here' : 'elsewhere'} <RelativeTime at={at} />
          {filesImage !== undefined && `; its files are in ${filesImage}`}
          {namedVolumes.length > 0 && `; ${counted(namedVolumes.length, 'volume')} still there`}
          {lostVolumes.length > 0 && `; ${counted(lostVolumes.length, 'volume')} without a name went with it`}
        </div>
      </div>
      <div className={styles.actions}>
        <Button
          size="compact-sm"
          variant="default"
          aria-label={`Make ${name} again`}
          onClick={() => void undo(context, removed)}
        >
          Undo
        </Button>
        <Button size="compact-sm" variant="subtle" aria-label={`Forget ${name}`} onClick={() => void forget()}>
          Forget
        </Button>
      </div>
    </li>
  );
}

const counted = (count: number, what: string) => (count === 1 ? `1 ${what}` : `${count} ${what}s`);
