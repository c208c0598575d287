import { useState } from 'react';
import { Checkbox } from '@mantine/core';
import { AppFailure } from '../../../../contract/errors.ts';
import { removeNamed } from '../../../../contract/compose/form/names.ts';
import { ConfirmDialog } from '../../../ui/index.ts';
import { useForm } from './formContext.ts';
import type { Kind } from './kinds.ts';
import { kindWord } from '../language/kindWord.ts';
import { t } from '../texts/index.ts';

interface RemoveDialogProps {
  readonly kind: Kind;
  readonly name: string;
  readonly onClose: () => void;
}

/** A service, network… that others name: it goes with these places, or alone. */
export function RemoveDialog({ kind, name, onClose }: RemoveDialogProps) {
  const { doc, analysis, apply } = useForm();
  const [isWithUses, setWithUses] = useState(true);
  const uses = (analysis?.references ?? []).filter((one) => one.kind === kind.noun && one.name === name);
  const lineOf = (offset: number) => doc.text.slice(0, offset).split('\n').length;

  function remove(): void {
    const offsets = isWithUses ? uses.map(({ from }) => from) : [];
    const refused = apply(removeNamed(doc, [kind.section, name], offsets));
    if (refused)
      throw new AppFailure({
        code: 'conflict',
        message: refused.message,
        hint: refused.hint ?? t('Change it in the text.'),
      });
    onClose();
  }
  return (
    <ConfirmDialog
      title={t('Remove the {{kind}} “{{name}}” from the file?', { kind: kindWord(kind.noun), name })}
      message={t('It can be undone. Nothing on the engine changes until the stack is brought up again.')}
      items={uses.map((use) => ({
        id: String(use.from),
        name: t('{{how}}, line {{line}}', { how: use.how, line: lineOf(use.from) }),
        detail: t('names it'),
      }))}
      confirmLabel={t('Remove')}
      isDangerous
      onConfirm={remove}
      onCancel={onClose}
    >
      {uses.length > 0 && (
        <Checkbox
          label={t('Remove it there too')}
          checked={isWithUses}
          onChange={(event) => setWithUses(event.currentTarget.checked)}
        />
      )}
    </ConfirmDialog>
  );
}
