import { TextInput } from '@mantine/core';
import { useState } from 'react';
import look from '../../../../ui/form/DialogForm.module.css';
import { addNamed } from '../edits/add.ts';
import { newNameProblem } from '../edits/names.ts';
import { nodeId, type UsedKind } from '../graph/kinds.ts';
import { AskForm } from './AskForm.tsx';
import type { AskProps } from './types.ts';

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
      title={`Add a ${kind}`}
      submitLabel="Add"
      isReady={problem === undefined && (!hasFile || file.trim() !== '')}
      onClose={onClose}
      onSubmit={() =>
        edits.apply(
          addNamed(kind, name, hasFile ? file.trim() : undefined),
          `The ${kind} ${name} is in the file.`,
          nodeId(kind, name),
        )
      }
    >
      <TextInput
        label="Name"
        data-autofocus=""
        value={text}
        spellCheck={false}
        error={text !== '' && problem}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      {hasFile && (
        <TextInput
          label="File"
          description="What is in it; from the folder of the Compose file."
          placeholder={`./${name || kind}.txt`}
          value={file}
          spellCheck={false}
          onChange={(event) => setFile(event.currentTarget.value)}
        />
      )}
      {kind === 'network' && <p className={look.note}>Draw a line from a service to it, or choose it there.</p>}
    </AskForm>
  );
}
