import { Link } from 'wouter';
import { Popup } from '../../ui/index.ts';
import styles from './Help.module.css';
import { TermText } from './TermText.tsx';
import { terms } from './terms.ts';
import { t } from './texts/index.ts';

interface TermPopupProps {
  readonly place: string;
  readonly onClose: () => void;
}

export function TermPopup({ place, onClose }: TermPopupProps) {
  const term = terms().find((one) => one.place === place);
  if (!term) return null;
  return (
    <div className={styles.popup}>
      <Popup label={term.name} onClose={onClose} align="start" width="26rem">
        <div className={styles.inside}>
          <h2 className={styles.name}>{term.name}</h2>
          <TermText term={term} />
          <Link href="/glossary" onClick={onClose}>
            {t('All terms')}
          </Link>
        </div>
      </Popup>
    </div>
  );
}
