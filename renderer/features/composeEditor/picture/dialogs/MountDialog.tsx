import { Checkbox, TextInput } from '@mantine/core';
import { useState } from 'react';
import look from '../../../../ui/form/DialogForm.module.css';
import { addMount } from '../edits/add.ts';
import { mountProblem } from '../edits/names.ts';
import { usesOf } from '../graph/uses.ts';
import { serviceIn } from '../graph/value.ts';
import { AskForm } from './AskForm.tsx';
import type { AskProps } from './types.ts';
import { t } from '../../texts/index.ts';

interface MountDialogProps extends AskProps {
  readonly service: string;
  readonly volume: string;
}

/** Where in a service a volume is to be found. */
export function MountDialog({ edits, onClose, service, volume }: MountDialogProps) {
  const [text, setText] = useState('');
  const [isReadOnly, setReadOnly] = useState(false);
  const target = text.trim();
  const file = edits.file();
  const taken = usesOf(service, serviceIn(file, service)).find(
    ({ how, detail }) => how === 'volumes' && detail.replace(/:(ro|rw|z|Z|,)+$/, '') === target,
  );
  const problem = taken ? t('“{{name}}” is mounted there.', { name: taken.name }) : mountProblem(target);
  return (
    <AskForm
      title={t('Mount {{volume}} in {{service}}', { volume, service })}
      submitLabel={t('Mount')}
      isReady={problem === undefined}
      onClose={onClose}
      onSubmit={() =>
        edits.apply(
          [...addMount(file, service, volume, { target, isReadOnly }), ...edits.declare('volume', volume)],
          `${service} has ${volume} at ${target} now.`,
        )
      }
    >
      <TextInput
        label={t('Path in the container')}
        placeholder="/var/lib/data"
        data-autofocus=""
        value={text}
        spellCheck={false}
        error={target !== '' && problem}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <Checkbox
        label={t('Read only')}
        checked={isReadOnly}
        onChange={(event) => setReadOnly(event.currentTarget.checked)}
      />
      <p className={look.note}>{t('What is in the volume stays when the container is made anew.')}</p>
    </AskForm>
  );
}
