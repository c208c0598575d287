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
    <Toolbar label="Files">
      <IconButton
        label="Tree of directories"
        icon={<IconListTree aria-hidden="true" />}
        isPressed={props.isTreeShown}
        onClick={() => props.onTree(!props.isTreeShown)}
      />
      <SearchBox
        label="Search below here"
        placeholder="Search: part of a name, or *.conf"
        value={query}
        onChange={props.onQuery}
        onLeave={props.onLeaveSearch}
        note={note}
      />
      {access?.way !== 'image' && (
        <>
          <UploadMenu isEnabled={canWrite} onUpload={props.onUpload} />
          <IconButton
            label="New file"
            icon={<IconFilePlus aria-hidden="true" />}
            disabled={!canWrite}
            onClick={() => props.onCreate('file')}
          />
          <IconButton
            label="New directory"
            icon={<IconFolderPlus aria-hidden="true" />}
            disabled={!canWrite}
            onClick={() => props.onCreate('directory')}
          />
        </>
      )}
      <IconButton
        label={chosenCount > 0 ? 'Download what is selected' : 'Download this directory'}
        icon={<IconDownload aria-hidden="true" />}
        disabled={!access || (access.way === 'image' && chosenCount !== 1)}
        onClick={props.onDownload}
      />
      {access?.way !== 'image' && (
        <>
          <IconButton
            label="Rename"
            shortcut="F2"
            icon={<IconPencil aria-hidden="true" />}
            disabled={!canChange || chosenCount !== 1}
            onClick={props.onRename}
          />
          <IconButton
            label="Remove"
            shortcut="Delete"
            isDangerous
            icon={<IconTrash aria-hidden="true" />}
            disabled={!canChange || chosenCount === 0}
            onClick={props.onRemove}
          />
        </>
      )}
      <IconButton
        label="Look again"
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
      <input ref={files} type="file" multiple hidden aria-label="Files to upload" onChange={take} />
      <input
        ref={directory}
        type="file"
        hidden
        aria-label="Directory to upload"
        {...{ webkitdirectory: '' }}
        onChange={take}
      />
      <Menu position="bottom-start" width={190}>
        <Menu.Target>
          <IconButton label="Upload" icon={<IconUpload aria-hidden="true" />} disabled={!isEnabled} />
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={() => files.current?.click()}>Files…</Menu.Item>
          <Menu.Item onClick={() => directory.current?.click()}>A directory…</Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </>
  );
}
