import { TextInput } from '@mantine/core';
import { useState } from 'react';
import { createFileCommand, renameFileCommand } from '../../../../contract/commands/fileCommands.ts';
import { shownName } from '../../../../contract/model/fileName.ts';
import { client } from '../../../rpc/index.ts';
import type { FilesContext } from '../filesContext.ts';
import { joinPath, nameOf, parentOf } from '../text/words.ts';
import { DialogForm } from './DialogForm.tsx';
import { FIRST_RIGHTS, readRights } from './rights.ts';
import { RightsFields } from './RightsFields.tsx';
import { t } from '../texts/index.ts';

function problemOf(name: string): string | undefined {
  if (name.includes('/')) return t('A name cannot have a slash in it.');
  return name === '.' || name === '..' ? t('Every directory has . and .. already.') : undefined;
}

interface CreateDialogProps {
  readonly files: FilesContext;
  readonly directory: string;
  readonly kind: 'file' | 'directory';
  readonly onDone: (name: string) => void;
  readonly onClose: () => void;
}

export function CreateDialog({ files, directory, kind, onDone, onClose }: CreateDialogProps) {
  const [name, setName] = useState('');
  const [draft, setDraft] = useState(FIRST_RIGHTS);
  const rights = readRights(draft);
  const problem = problemOf(name);
  return (
    <DialogForm
      title={kind === 'file' ? t('New file') : t('New directory')}
      submitLabel={t('Create')}
      isReady={name !== '' && !problem && rights !== undefined}
      command={
        rights && createFileCommand(files.target, kind, joinPath(directory, name || 'NAME'), rights, files.cliArgs)
      }
      onSubmit={async () => {
        if (!rights) return;
        await client.files.create({ source: files.source, directory, name, kind, rights });
        onDone(name);
      }}
      onClose={onClose}
    >
      <TextInput
        label={t('Name')}
        description={t('In {{directory}}', { directory: shownName(directory) })}
        value={name}
        error={problem}
        onChange={(event) => setName(event.currentTarget.value)}
        data-autofocus
      />
      <RightsFields draft={draft} onChange={setDraft} kinds={[kind]} />
    </DialogForm>
  );
}

interface RenameDialogProps {
  readonly files: FilesContext;
  readonly path: string;
  readonly onDone: (name: string) => void;
  readonly onClose: () => void;
}

export function RenameDialog({ files, path, onDone, onClose }: RenameDialogProps) {
  const [name, setName] = useState(nameOf(path));
  const problem = problemOf(name);
  const to = joinPath(parentOf(path), name);
  const isOdd = shownName(name) !== name;
  return (
    <DialogForm
      title={t('Rename {{name}}', { name: shownName(nameOf(path)) })}
      submitLabel={t('Rename')}
      isReady={name !== '' && !problem && to !== path}
      command={renameFileCommand(files.target, path, to, files.cliArgs)}
      onSubmit={async () => {
        await client.files.rename({ source: files.source, from: path, to });
        onDone(name);
      }}
      onClose={onClose}
    >
      <TextInput
        label={t('Name')}
        description={isOdd ? t('Some bytes of this name are no text: what stays of them is kept as it is.') : undefined}
        value={name}
        error={problem}
        onChange={(event) => setName(event.currentTarget.value)}
        data-autofocus
      />
    </DialogForm>
  );
}
