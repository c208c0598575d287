import { IconPlus } from '@tabler/icons-react';
import { IconButton } from '../../../ui/index.ts';
import styles from './Form.module.css';
import { useForm } from './formContext.ts';
import { type Chosen, type Kind, KINDS } from './kinds.ts';
import { kindWord } from '../language/kindWord.ts';
import { t } from '../texts/index.ts';

interface ThingListProps {
  readonly chosen: Chosen;
  readonly onChoose: (chosen: Chosen) => void;
  readonly onAdd: (kind: Kind) => void;
}

/** What the file declares. */
export function ThingList({ chosen, onChoose, onAdd }: ThingListProps) {
  const { doc } = useForm();
  return (
    <nav className={styles.things} aria-label={t('What the file declares')}>
      {KINDS.map((kind) => (
        <section key={kind.section} aria-label={kind.title}>
          <div className={styles.sectionHead}>
            <h2 className={styles.sectionTitle}>{kind.title}</h2>
            <IconButton
              label={t('Add a {{kind}}', { kind: kindWord(kind.noun) })}
              size="small"
              icon={<IconPlus aria-hidden="true" />}
              onClick={() => onAdd(kind)}
            />
          </div>
          {doc.keysAt([kind.section]).map((key) => {
            const name = String(key);
            return (
              <Thing
                key={name}
                label={name}
                isChosen={chosen !== 'file' && chosen.kind === kind && chosen.name === name}
                onChoose={() => onChoose({ kind, name })}
              />
            );
          })}
        </section>
      ))}
      <Thing label={t('The file itself')} isChosen={chosen === 'file'} onChoose={() => onChoose('file')} />
    </nav>
  );
}

interface ThingProps {
  readonly label: string;
  readonly isChosen: boolean;
  readonly onChoose: () => void;
}

const Thing = ({ label, isChosen, onChoose }: ThingProps) => (
  <button type="button" className={styles.thing} aria-current={isChosen || undefined} onClick={onChoose}>
    {label}
  </button>
);
