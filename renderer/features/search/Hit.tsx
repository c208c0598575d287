import { Button } from '@mantine/core';
import { IconChevronRight, IconRosetteDiscountCheck, IconStar } from '@tabler/icons-react';
import { useState } from 'react';
import { openPull } from '../pull/index.ts';
import { TagList, useOpenRun, useTags } from '../remoteTags/index.ts';
import styles from './Search.module.css';

interface HitProps {
  readonly context: string;
  /** As it is pulled. */
  readonly name: string;
  readonly description?: string;
  readonly stars?: number;
  readonly isOfficial?: boolean;
  readonly onSignIn: () => void;
}

/** One repository: what is known of it, its tags when they are wanted, and what can be done with it. */
export function Hit({ context, name, description, stars, isOfficial = false, onSignIn }: HitProps) {
  const openRun = useOpenRun();
  const [isOpen, setOpen] = useState(false);
  return (
    <li className={styles.hit}>
      <div className={styles.row}>
        <button type="button" className={styles.open} aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
          <IconChevronRight className={styles.chevron} aria-hidden="true" />
          <span className={styles.name}>{name}</span>
          {isOfficial && (
            <span className={styles.official}>
              <IconRosetteDiscountCheck size={14} stroke={1.75} aria-hidden="true" />
              Official
            </span>
          )}
          {stars !== undefined && (
            <span className={styles.stars}>
              <IconStar size={13} stroke={1.75} aria-hidden="true" />
              <span>{stars.toLocaleString('en')}</span>
              <span className="g-visually-hidden"> stars</span>
            </span>
          )}
          <span className={styles.description}>{description}</span>
        </button>
        <Button variant="default" aria-label={`Pull ${name}`} onClick={() => openPull({ reference: name })}>
          Pull…
        </Button>
        <Button variant="default" aria-label={`Run ${name}`} onClick={() => openRun(name)}>
          Run…
        </Button>
      </div>
      {isOpen && <Tags context={context} name={name} onSignIn={onSignIn} />}
    </li>
  );
}

function Tags({ context, name, onSignIn }: Pick<HitProps, 'context' | 'name' | 'onSignIn'>) {
  const openRun = useOpenRun();
  const tags = useTags(name);
  const [chosen, setChosen] = useState<string>();
  return (
    <div className={styles.tags}>
      <TagList
        context={context}
        repository={name}
        tags={tags}
        chosen={chosen}
        onChoose={setChosen}
        onSignIn={onSignIn}
      />
      {chosen !== undefined && (
        <div className={styles.chosen}>
          <Button onClick={() => openPull({ reference: `${name}:${chosen}` })}>Pull {`${name}:${chosen}`}…</Button>
          <Button variant="default" onClick={() => openRun(`${name}:${chosen}`)}>
            Run it…
          </Button>
        </div>
      )}
    </div>
  );
}
