import { IconArrowsDiagonal } from '@tabler/icons-react';
import { useState } from 'react';
import { toLongForm } from '../../../../contract/compose/form/longForm.ts';
import type { FormRow } from '../../../../contract/compose/form/rows.ts';
import type { ShortSyntax } from '../../../../contract/compose/form/shortSyntax.ts';
import { IconButton } from '../../../ui/index.ts';
import { type Told, useForm } from './formContext.ts';
import { ToldNotice } from './ToldNotice.tsx';
import { labelOf } from './words.ts';

interface LongFormButtonProps {
  readonly row: FormRow & { readonly written: 'short' };
  readonly syntax: ShortSyntax;
}

/** Writes a short port or mount in its long form, which has more to say; absent where it would not surely mean the same. */
export function LongFormButton({ row, syntax }: LongFormButtonProps) {
  const { apply } = useForm();
  const [told, setTold] = useState<Told>();
  const edits = toLongForm(row, syntax);
  if (!edits) return null;
  return (
    <>
      <IconButton
        label={`Write ${labelOf(row.path)} in the long form`}
        size="small"
        icon={<IconArrowsDiagonal aria-hidden="true" />}
        onClick={() => setTold(apply(edits))}
      />
      {told && <ToldNotice told={told} onTold={setTold} />}
    </>
  );
}
