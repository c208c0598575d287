import { Menu } from '@mantine/core';
import {
  IconDownload,
  IconFilePlus,
  IconFolderPlus,
  IconListTree,
  IconPencil,
  IconRefresh,
  IconTrash,
  IconUpload,
} from '@tabler/icons-react';
import { useRef } from 'react';
import type { FileAccess } from '../../../contract/model/files.ts';
import { IconButton, SearchBox, Toolbar } from '../../ui/index.ts';
import { type Dropped, fromField } from './upload/dropped.ts';
import { t } from './texts/index.ts';

interface FilesToolbarProps {
  readonly access: FileAccess | undefined;
  readonly query: string;
  readonly note: string | undefined;
  readonly chosenCount: number;
  readonly isLoading: boolean;
  readonly isTreeShown: boolean;
  readonly onTree: (isShown: boolean) => void;
  readonly onQuery: (query: string) => void;
  readonly onLeaveSearch: () => void;
  readonly onReload: () => void;
  readonly onCreate: (kind: 'file' | 'directory') => void;
  readonly onUpload: (dropped: readonly Dropped[]) => void;
  readonly onDownload: () => void;
  readonly onRename: () => void;
  readonly onRemove: () => void;
}

export function FilesToolbar(props: FilesToolbarProps) {
  const { access, query, note, chosenCount, isLoading } = props;
  const canWrite = access?.canWrite === true;
  const canChange = access?.canChange === true;
  return (
    <Toolbar label={t('Files')}>
      <IconButton
        label={t('Tree of directories')}
        icon={<IconListTree aria-hidden="true" />}
        isPressed={props.isTreeShown}
        onClick={() => props.onTree(!props.isTreeShown)}
      />
      <SearchBox
        label={t('Search below here')}
        placeholder={t('Search: part of a name, or *.conf')}
        value={query}
        onChange={props.onQuery}
        onLeave={props.onLeaveSearch}
        note={note}
      />
      {access?.way !== 'image' && (
        <>
          <UploadMenu isEnabled={canWrite} onUpload={props.onUpload} />
          <IconButton
            label={t('New file')}
            icon={<IconFilePlus aria-hidden="true" />}
            disabled={!canWrite}
            onClick={() => props.onCreate('file')}
          />
          <IconButton
            label={t('New directory')}
            icon={<IconFolderPlus aria-hidden="true" />}
            disabled={!canWrite}
            onClick={() => props.onCreate('directory')}
          />
        </>
      )}
      <IconButton
        label={chosenCount > 0 ? t('Download what is selected') : t('Download this directory')}
        icon={<IconDownload aria-hidden="true" />}
        disabled={!access || (access.way === 'image' && chosenCount !== 1)}
        onClick={props.onDownload}
      />
      {access?.way !== 'image' && (
        <>
          <IconButton
            label={t('Rename')}
            shortcut="F2"
            icon={<IconPencil aria-hidden="true" />}
            disabled={!canChange || chosenCount !== 1}
            onClick={props.onRename}
          />
          <IconButton
            label={t('Remove')}
            shortcut="Delete"
            isDangerous
            icon={<IconTrash aria-hidden="true" />}
            disabled={!canChange || chosenCount === 0}
            onClick={props.onRemove}
          />
        </>
      )}
      <IconButton
        label={t('Look again')}
        icon={<IconRefresh aria-hidden="true" />}
        disabled={isLoading}
        onClick={props.onReload}
      />
    </Toolbar>
  );
}

/** A browser has a field for files and one for a directory; both are hidden behind the button. */
function UploadMenu({
  isEnabled,
  onUpload,
}: {
  readonly isEnabled: boolean;
  readonly onUpload: FilesToolbarProps['onUpload'];
}) {
  const files = useRef<HTMLInputElement>(null);
  const directory = useRef<HTMLInputElement>(null);
  const take = ({ currentTarget: field }: React.ChangeEvent<HTMLInputElement>) => {
    if (field.files && field.files.length > 0) onUpload(fromField(field.files));
    field.value = '';
  };
  return (
    <>
      <input ref={files} type="file" multiple hidden aria-label={t('Files to upload')} onChange={take} />
      <input
        ref={directory}
        type="file"
        hidden
        aria-label={t('Directory to upload')}
        {...{ webkitdirectory: '' }}
        onChange={take}
      />
      <Menu position="bottom-start" width={190}>
        <Menu.Target>
          <IconButton label={t('Upload')} icon={<IconUpload aria-hidden="true" />} disabled={!isEnabled} />
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={() => files.current?.click()}>{t('Files…')}</Menu.Item>
          <Menu.Item onClick={() => directory.current?.click()}>{t('A directory…')}</Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </>
  );
}
