import { TextInput } from '@mantine/core';
import { useState } from 'react';
import { addService } from '../edits/add.ts';
import { nameForImage, newNameProblem } from '../edits/names.ts';
import { nodeId } from '../graph/kinds.ts';
import { AskForm } from './AskForm.tsx';
import { ImageField } from './ImageField.tsx';
import type { AskProps } from './types.ts';
import { t } from '../../texts/index.ts';

/** A new service: its image first, which says most of it. */
export function ServiceDialog({ graph, edits, onClose, name: given }: AskProps & { readonly name?: string }) {
  const [image, setImage] = useState('');
  const [typed, setTyped] = useState(given);
  const name = (typed ?? nameForImage(graph, image)).trim();
  const problem = newNameProblem(graph, 'service', name);
  return (
    <AskForm
      title={t('Add a service')}
      submitLabel={t('Add')}
      isReady={image.trim() !== '' && problem === undefined}
      onClose={onClose}
      onSubmit={() =>
        edits.apply(
          addService(name, image.trim()),
          t('The service {{name}} is in the file.', { name }),
          nodeId('service', name),
        )
      }
    >
      <ImageField value={image} onChange={setImage} />
      <TextInput
        label={t('Name')}
        description={t('Others reach it by this name.')}
        value={typed ?? name}
        spellCheck={false}
        error={(typed ?? name) !== '' && problem}
        onChange={(event) => setTyped(event.currentTarget.value)}
      />
    </AskForm>
  );
}
