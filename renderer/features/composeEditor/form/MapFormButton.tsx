import { Button } from '@mantine/core';
import { useState } from 'react';
import type { ComposePath } from '../../../../contract/compose/edit.ts';
import { toMapForm } from '../../../../contract/compose/form/longForm.ts';
import styles from './Form.module.css';
import { type Told, useForm } from './formContext.ts';
import { ToldNotice } from './ToldNotice.tsx';
import { labelOf } from './words.ts';

/** Writes a list of names as a map: each can have settings then. Absent where that would lose something. */
export function MapFormButton({ path }: { readonly path: ComposePath }) {
  const { doc, apply } = useForm();
  const [told, setTold] = useState<Told>();
  const edits = toMapForm(doc, path);
  if (!edits) return null;
  return (
    <>
      <Button
        size="compact-xs"
        variant="subtle"
        className={styles.offer}
        aria-label={`${labelOf(path)}: with settings for each`}
        onClick={() => setTold(apply(edits))}
      >
        With settings for each
      </Button>
      {told && <ToldNotice told={told} onTold={setTold} />}
    </>
  );
}
