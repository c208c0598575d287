import { sourceColor } from '../view/colors.ts';
import styles from '../logs.module.css';
import { toggled } from './filters.ts';
import { t } from '../texts/index.ts';

interface SourceChipsProps {
  readonly ids: readonly string[];
  readonly names: readonly string[];
  readonly hiddenIds: readonly string[];
  readonly onHidden: (hiddenIds: readonly string[]) => void;
}

/** The containers of merged logs with their colours; a click hides one, a double click shows only that one. */
export function SourceChips({ ids, names, hiddenIds, onHidden }: SourceChipsProps) {
  return (
    <fieldset className={styles.chips} aria-label={t('Containers')}>
      {ids.map((id, source) => (
        <button
          key={id}
          type="button"
          className={styles.chip}
          aria-pressed={!hiddenIds.includes(id)}
          title={t('Click to hide or show it, double-click to see it alone')}
          onClick={() => onHidden(toggled(hiddenIds, id))}
          onDoubleClick={() => onHidden(ids.filter((each) => each !== id))}
        >
          <span className={styles.chipDot} style={{ background: sourceColor(source) }} />
          {names[source]}
        </button>
      ))}
      {hiddenIds.length > 0 && (
        <button type="button" className={styles.chip} onClick={() => onHidden([])}>
          {t('Show all')}
        </button>
      )}
    </fieldset>
  );
}
