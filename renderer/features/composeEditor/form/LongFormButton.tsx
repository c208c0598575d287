import { IconArrowsDiagonal } from '@tabler/icons-react';
import { useState } from 'react';
import { toLongForm } from '../../../../contract/compose/form/longForm.ts';
import type { FormRow } from '../../../../contract/compose/form/rows.ts';
import type { ShortSyntax } from '../../../../contract/compose/form/shortSyntax.ts';
import { IconButton } from '../../../ui/index.ts';
import { type Told, useForm } from './formContext.ts';
import { ToldNotice } from './ToldNotice.tsx';
import { labelOf } from './words.ts';
import { t } from '../texts/index.ts';

interface LongFormButtonProps {
  readonly row: FormRow & { readonly written: 'short' };
  readonly syntax: ShortSyntax;
}

/** Writes a short port or mount in its long form, which has more to say; where it would not surely mean the same it says why. */
export function LongFormButton({ row, syntax }: LongFormButtonProps) {
  const { apply } = useForm();
  const [told, setTold] = useState<Told>();
  const long = toLongForm(row, syntax);
  if (!long) return null;
  const why = 'why' in long ? long.why : undefined;
  const words = t('Write {{name}} in the long form', { name: labelOf(row.path) });
  return (
    <>
      <IconButton
        label={why === undefined ? words : `${words}: ${why}`}
        aria-disabled={why !== undefined || undefined}
        size="small"
        icon={<IconArrowsDiagonal aria-hidden="true" />}
        onClick={() =>
          setTold('why' in long ? { message: long.why, hint: t('It stays as it is.') } : apply(long.edits))
        }
      />
      {told && <ToldNotice told={told} onTold={setTold} />}
    </>
  );
}
