import type { FirstRunState } from '../../../contract/model/firstRun.ts';
import styles from './FirstRun.module.css';
import { t } from './texts/index.ts';
import { checkTitle } from './words.ts';

/** After a restart that was asked for, or while one is still to come. */
export function Resumed({ state: { wasRestarted, awaits } }: { readonly state: FirstRunState }) {
  const text = wasRestarted
    ? t('The computer was restarted, and everything has been checked again.')
    : awaits && awaitsWords(awaits);
  return text === undefined ? null : <output className={styles.note}>{text}</output>;
}

const awaitsWords = ({ check, after }: NonNullable<FirstRunState['awaits']>): string =>
  after === 'restart'
    ? t('“{{title}}” was mended and counts once the computer has been restarted.', { title: checkTitle({ id: check }) })
    : t('“{{title}}” was mended and counts once you have signed out and in again.', {
        title: checkTitle({ id: check }),
      });
