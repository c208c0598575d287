import { client } from '../../rpc/index.ts';
import { useAsked } from '../remoteTags/index.ts';
import styles from './Push.module.css';
import { withPrefix } from './target.ts';

/** More are not looked at; a name can be typed. */
const SHOWN = 8;

interface DestinationsProps {
  readonly context: string;
  readonly reference: string;
  readonly onChoose: (target: string) => void;
}

/** Where one may push to: one’s own names, and those that images here have. */
export function Destinations({ context, reference, onChoose }: DestinationsProps) {
  const { value } = useAsked(context, (signal) => client.transfers.destinations({ context }, { signal }));
  if (!value || value.length === 0 || reference.trim() === '') return null;
  return (
    <fieldset className={styles.destinations} aria-label="Where to">
      {value.slice(0, SHOWN).map(({ prefix, from }) => (
        <button
          key={prefix}
          type="button"
          className={styles.destination}
          data-own={from === 'sign-in' || undefined}
          onClick={() => onChoose(withPrefix(prefix, reference))}
        >
          {prefix}/{from === 'sign-in' && <span className={styles.own}>signed in</span>}
        </button>
      ))}
    </fieldset>
  );
}
