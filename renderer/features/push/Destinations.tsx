import type { Place } from './places.ts';
import styles from './Push.module.css';
import { withPrefix } from './target.ts';
import { t } from './texts/index.ts';

/** More are not looked at; a name can be typed. */
const SHOWN = 10;

interface DestinationsProps {
  readonly places: readonly Place[];
  readonly reference: string;
  readonly onChoose: (target: string) => void;
}

/** Where one may push to. */
export function Destinations({ places, reference, onChoose }: DestinationsProps) {
  if (places.length === 0 || reference.trim() === '') return null;
  return (
    <fieldset className={styles.destinations} aria-label={t('Where to')}>
      {places.slice(0, SHOWN).map(({ prefix, isSignIn }) => (
        <button
          key={prefix}
          type="button"
          className={styles.destination}
          data-own={isSignIn || undefined}
          onClick={() => onChoose(withPrefix(prefix, reference))}
        >
          {prefix}/{isSignIn && <span className={styles.own}>{t('signed in')}</span>}
        </button>
      ))}
    </fieldset>
  );
}
