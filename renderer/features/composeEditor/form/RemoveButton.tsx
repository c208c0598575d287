import { IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import type { ComposePath } from '../../../../contract/compose/edit.ts';
import { removeEntry } from '../../../../contract/compose/form/rows.ts';
import { IconButton } from '../../../ui/index.ts';
import { type Told, useForm } from './formContext.ts';
import { ToldNotice } from './ToldNotice.tsx';
import { labelOf } from './words.ts';
import { t } from '../texts/index.ts';

/** The form has read the text again by then. */
const AFTER_READING_MS = 100;

/** Takes a key or an item away; one step of undo. */
export function RemoveButton({ path }: { readonly path: ComposePath }) {
  const { doc, apply } = useForm();
  const [told, setTold] = useState<Told>();
  return (
    <>
      <IconButton
        label={t('Remove {{name}}', { name: labelOf(path) })}
        size="small"
        icon={<IconTrash aria-hidden="true" />}
        onClick={(event) => {
          const refused = apply(removeEntry(doc, path));
          setTold(refused);
          if (!refused) keepFocusNear(event.currentTarget);
        }}
      />
      {told && <ToldNotice told={told} onTold={setTold} />}
    </>
  );
}

/** Where the button was, the next field takes the focus: the keyboard must not begin at the top again. */
function keepFocusNear(button: HTMLElement): void {
  const rows: Element[] = [];
  for (let row = button.closest('[data-key]'); row; row = row.parentElement?.closest('[data-key]') ?? null)
    rows.push(row);
  const form = button.closest('section[aria-label]');
  setTimeout(() => {
    if (document.activeElement !== document.body && document.activeElement !== button) return;
    const near = [...rows, form].find((one) => one?.isConnected);
    near?.querySelector<HTMLElement>('input, select, textarea')?.focus();
  }, AFTER_READING_MS);
}
