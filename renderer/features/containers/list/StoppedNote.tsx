import type { ContainerSummary } from '../../../../contract/model/container.ts';
import { isUp } from '../text/state.ts';
import styles from './Cells.module.css';
import { plural, t } from '../texts/index.ts';

interface StoppedNoteProps {
  readonly containers: readonly ContainerSummary[];
  readonly onPrune: () => void;
}

/** Stopped containers pile up without a sign, and each keeps what it wrote. How much is looked up when it is asked for. */
export function StoppedNote({ containers, onPrune }: StoppedNoteProps) {
  const count = containers.filter(({ state }) => !isUp(state) && state !== 'removing').length;
  if (count === 0) return null;
  return (
    <div className={styles.stopped}>
      <span>
        {plural(count, '1 stopped container takes disk space', '{{count}} stopped containers take disk space')}
      </span>
      <button type="button" onClick={onPrune}>
        {t('Remove stopped…')}
      </button>
    </div>
  );
}
