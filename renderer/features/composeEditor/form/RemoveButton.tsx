import { IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import type { ComposePath } from '../../../../contract/compose/edit.ts';
import { removeEntry } from '../../../../contract/compose/form/rows.ts';
import { IconButton } from '../../../ui/index.ts';
import { type Told, useForm } from './formContext.ts';
import { ToldNotice } from './ToldNotice.tsx';
import { labelOf } from './words.ts';

/** Takes a key or an item away; one step of undo. */
export function RemoveButton({ path }: { readonly path: ComposePath }) {
  const { doc, apply } = useForm();
  const [told, setTold] = useState<Told>();
  return (
    <>
      <IconButton
        label={`Remove ${labelOf(path)}`}
        size="small"
        icon={<IconTrash aria-hidden="true" />}
        onClick={() => setTold(apply(removeEntry(doc, path)))}
      />
      {told && <ToldNotice told={told} onTold={setTold} />}
    </>
  );
}
