import { TextInput } from '@mantine/core';
import { useState } from 'react';
import look from '../../../../ui/form/DialogForm.module.css';
import { addNamed } from '../edits/add.ts';
import { newNameProblem } from '../edits/names.ts';
import { nodeId, type UsedKind } from '../graph/kinds.ts';
import { AskForm } from './AskForm.tsx';
import type { AskProps } from './types.ts';
import { kindWord } from '../../language/kindWord.ts';
import { t } from '../../texts/index.ts';

interface NamedDialogProps extends AskProps {
  readonly kind: Exclude<UsedKind, 'service'>;
  readonly name?: string;
}

/** A network or volume needs a name; a secret or config also what is in it. */
export function NamedDialog({ graph, edits, onClose, kind, name: given = '' }: NamedDialogProps) {
  const [text, setText] = useState(given);
  const [file, setFile] = useState('');
  const name = text.trim();
  const hasFile = kind === 'secret' || kind === 'config';
  const problem = newNameProblem(graph, kind, name);
  return (
    <AskForm
      title={t('Add a {{kind}}', { kind: kindWord(kind) })}
      submitLabel={t('Add')}
      isReady={problem === undefined && (!hasFile || file.trim() !== '')}
      onClose={onClose}
      onSubmit={() =>
        edits.apply(
          addNamed(kind, name, hasFile ? file.trim() : undefined),
          t('The {{kind}} {{name}} is in the file.', { kind: kindWord(kind), name }),
          nodeId(kind, name),
        )
      }
    >
      <TextInput
        label={t('Name')}
        data-autofocus=""
        value={text}
        spellCheck={false}
        error={text !== '' && problem}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      {hasFile && (
        <TextInput
          label={t('File')}
          description={t('What is in it; from the folder of the Compose file.')}
          placeholder={`./${name || kind}.txt`}
          value={file}
          spellCheck={false}
          onChange={(event) => setFile(event.currentTarget.value)}
        />
      )}
      {kind === 'network' && <p className={look.note}>{t('Draw a line from a service to it, or choose it there.')}</p>}
    </AskForm>
  );
}
