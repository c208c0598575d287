import { Button } from '@mantine/core';
import type { TagState, TagWatch } from '../../../contract/model/tagUpdate.ts';
import { StatusDot, type StatusTone } from '../../ui/index.ts';
import styles from './Updates.module.css';
import { t } from './texts/index.ts';

const TONES: Record<TagState['state'], StatusTone> = { current: 'running', newer: 'paused', unknown: 'exited' };
const WORDS: Record<TagState['state'], string> = {
  get current() {
    return t('is the newest');
  },
  get newer() {
    return t('has a newer image');
  },
  get unknown() {
    return t('is not known');
  },
};

interface TagStatesProps {
  readonly watch: TagWatch;
  readonly onUpdate: (reference: string) => void;
}

export function TagStates({ watch, onUpdate }: TagStatesProps) {
  if (watch.tags.length === 0) {
    return (
      <output className={styles.quiet}>
        {watch.isChecking
          ? t('Asking the registries…')
          : t('There is nothing to compare: no container uses an image that was pulled or pushed.')}
      </output>
    );
  }
  const order = { newer: 0, unknown: 1, current: 2 };
  return (
    <ul className={styles.tags} aria-label={t('Watched tags')}>
      {watch.tags
        .toSorted((a, b) => order[a.state] - order[b.state])
        .map(({ reference, state, error }) => (
          <li key={reference} className={styles.tag}>
            <StatusDot tone={TONES[state]} />
            <span className={styles.name}>{reference}</span>
            <span className={styles.quiet}>{error ? error.message : WORDS[state]}</span>
            {state === 'newer' && (
              <Button
                variant="default"
                aria-label={t('Update the containers of {{reference}}', { reference })}
                onClick={() => onUpdate(reference)}
              >
                {t('Update…')}
              </Button>
            )}
          </li>
        ))}
    </ul>
  );
}
