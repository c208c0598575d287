import { Button } from '@mantine/core';
import styles from './Form.module.css';
import { type Told, useForm } from './formContext.ts';
import { t } from '../texts/index.ts';

interface ToldNoticeProps {
  readonly id?: string;
  readonly told: Told;
  /** What is to be told next; nothing when it was done in another way. */
  readonly onTold: (told: Told | undefined) => void;
}

const INSTEAD = {
  get alias() {
    return t('Write a value of its own here');
  },
  get merge() {
    return t('Write a value of its own here');
  },
  get anchor() {
    return t('Give the others their own, and change this');
  },
} as const;

/** Why an edit was not made, and what can be done instead. */
export function ToldNotice({ id, told, onTold }: ToldNoticeProps) {
  const { apply, reveal } = useForm();
  const { message, hint, refusal } = told;
  const { place, instead, code } = refusal ?? {};
  return (
    <div id={id} role="alert" className={styles.told}>
      <span>
        {message}
        {hint !== undefined && ` ${hint}`}
      </span>
      {place && (
        <Button size="compact-xs" variant="default" onClick={() => reveal(place)}>
          {t('Go to the place')}
        </Button>
      )}
      {instead && (
        <Button size="compact-xs" variant="default" onClick={() => onTold(apply(instead))}>
          {code === 'alias' || code === 'merge' || code === 'anchor' ? INSTEAD[code] : t('Do it in another way')}
        </Button>
      )}
    </div>
  );
}
