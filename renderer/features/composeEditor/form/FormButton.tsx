import { Button } from '@mantine/core';
import { useState } from 'react';
import type { Rewritten } from '../../../../contract/compose/form/longForm.ts';
import styles from './Form.module.css';
import { type Told, useForm } from './formContext.ts';
import { ToldNotice } from './ToldNotice.tsx';
import { t } from '../texts/index.ts';

interface FormButtonProps {
  /** Its accessible name. */
  readonly label: string;
  readonly words: string;
  readonly made: Rewritten;
}

/** Writes a value in its other form. Where that would lose something it stands there all the same, and says what. */
export function FormButton({ label, words, made }: FormButtonProps) {
  const { apply } = useForm();
  const [told, setTold] = useState<Told>();
  const why = 'why' in made ? made.why : undefined;
  return (
    <>
      <Button
        size="compact-xs"
        variant="subtle"
        className={styles.offer}
        aria-label={label}
        // Not `disabled`: the reason must be there for the keyboard, too.
        aria-disabled={why !== undefined || undefined}
        data-muted={why !== undefined || undefined}
        data-tip={why}
        onClick={() =>
          setTold('why' in made ? { message: made.why, hint: t('It stays as it is.') } : apply(made.edits))
        }
      >
        {words}
      </Button>
      {told && <ToldNotice told={told} onTold={setTold} />}
    </>
  );
}
