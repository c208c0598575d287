import { Button } from '@mantine/core';
import {
  IconChevronRight,
  IconHeartHandshake,
  IconRosetteDiscountCheck,
  IconShieldCheck,
  IconStar,
} from '@tabler/icons-react';
import { useState } from 'react';
import type { HubTrust } from '../../../contract/model/search.ts';
import { openPull } from '../pull/index.ts';
import { TagList, useOpenRun, useTags } from '../remoteTags/index.ts';
import styles from './Search.module.css';
import { formatNumber } from '../../ui/index.ts';
import { t } from './texts/index.ts';

interface HitProps {
  readonly context: string;
  /** As it is pulled. */
  readonly name: string;
  readonly description?: string;
  readonly stars?: number;
  readonly trust?: HubTrust;
  readonly onSignIn: () => void;
}

/** One repository: what is known of it, its tags when they are wanted, and what can be done with it. */
export function Hit({ context, name, description, stars, trust, onSignIn }: HitProps) {
  const openRun = useOpenRun();
  const [isOpen, setOpen] = useState(false);
  return (
    <li className={styles.hit}>
      <div className={styles.row}>
        <button type="button" className={styles.open} aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
          <IconChevronRight className={styles.chevron} aria-hidden="true" />
          <span className={styles.name}>{name}</span>
          {trust && <TrustMark trust={trust} />}
          {stars !== undefined && (
            <span className={styles.stars}>
              <IconStar size={13} stroke={1.75} aria-hidden="true" />
              <span>{formatNumber(stars)}</span>
              <span className="g-visually-hidden"> {t('stars')}</span>
            </span>
          )}
          <span className={styles.description}>{description}</span>
        </button>
        <Button
          variant="default"
          aria-label={t('Pull {{name}}', { name })}
          onClick={() => openPull({ reference: name })}
        >
          {t('Pull…')}
        </Button>
        <Button variant="default" aria-label={t('Run {{name}}', { name })} onClick={() => openRun(name)}>
          {t('Run…')}
        </Button>
      </div>
      {isOpen && <Tags context={context} name={name} onSignIn={onSignIn} />}
    </li>
  );
}

const TRUST = {
  official: [() => t('Official'), () => t('Maintained and reviewed by Docker'), IconRosetteDiscountCheck],
  'verified-publisher': [
    () => t('Verified publisher'),
    () => t('From a company that Docker has checked'),
    IconShieldCheck,
  ],
  'sponsored-open-source': [
    () => t('Sponsored open source'),
    () => t('From a project that Docker sponsors'),
    IconHeartHandshake,
  ],
} as const;

/** Whom Docker Hub vouches for. */
function TrustMark({ trust }: { readonly trust: HubTrust }) {
  const [word, title, Icon] = TRUST[trust];
  return (
    <span className={styles.official} title={title()}>
      <Icon size={14} stroke={1.75} aria-hidden="true" />
      {word()}
    </span>
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
          <Button onClick={() => openPull({ reference: `${name}:${chosen}` })}>
            {t('Pull {{value}}…', { value: `${name}:${chosen}` })}
          </Button>
          <Button variant="default" onClick={() => openRun(`${name}:${chosen}`)}>
            {t('Run it…')}
          </Button>
        </div>
      )}
    </div>
  );
}
