import { Button } from '@mantine/core';
import { useState } from 'react';
import type { ComposePath } from '../../../../contract/compose/edit.ts';
import { type FormName, otherForm } from '../../../../contract/compose/form/otherForm.ts';
import styles from './Form.module.css';
import { type Told, useForm } from './formContext.ts';
import { ToldNotice } from './ToldNotice.tsx';
import { labelOf } from './words.ts';

const WORDS: Readonly<Record<FormName, string>> = {
  list: 'Write as a list',
  map: 'Write as a map',
  text: 'Write as one text',
  short: 'Write in the short form',
  long: 'Write in the long form',
};

/** The same value in its other form; pressed where that would lose something, it says what. */
export function OtherFormButton({ path }: { readonly path: ComposePath }) {
  const { doc, apply } = useForm();
  const [told, setTold] = useState<Told>();
  const other = otherForm(doc, path);
  if (!other) return null;
  const press = () => setTold('why' in other ? { message: other.why, hint: 'It stays as it is.' } : apply(other.edits));
  return (
    <>
      <Button
        size="compact-xs"
        variant="subtle"
        className={styles.offer}
        aria-label={`${labelOf(path)}: ${WORDS[other.to].toLowerCase()}`}
        data-muted={'why' in other || undefined}
        onClick={press}
      >
        {WORDS[other.to]}
      </Button>
      {told && <ToldNotice told={told} onTold={setTold} />}
    </>
  );
}
