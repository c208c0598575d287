import { Menu } from '@mantine/core';
import { IconCopy, IconDownload } from '@tabler/icons-react';
import { IconButton } from '../../../ui/index.ts';

interface OutputMenusProps {
  readonly hasSelection: boolean;
  readonly isFiltered: boolean;
  readonly onCopy: (what: 'selected' | 'shown') => void;
  readonly onSave: (what: 'shown' | 'all') => void;
}

/** Copy as text, or save as it was written. */
export function OutputMenus({ hasSelection, isFiltered, onCopy, onSave }: OutputMenusProps) {
  return (
    <>
      <Menu position="bottom-end" withinPortal>
        <Menu.Target>
          <IconButton label="Copy lines" icon={<IconCopy aria-hidden="true" />} />
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item disabled={!hasSelection} onClick={() => onCopy('selected')}>
            Copy the selected lines
          </Menu.Item>
          <Menu.Item onClick={() => onCopy('shown')}>
            {isFiltered ? 'Copy the lines shown' : 'Copy all lines'}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <Menu position="bottom-end" withinPortal>
        <Menu.Target>
          <IconButton label="Save to a file" icon={<IconDownload aria-hidden="true" />} />
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item disabled={!isFiltered} onClick={() => onSave('shown')}>
            Save the lines shown
          </Menu.Item>
          <Menu.Item onClick={() => onSave('all')}>Save all lines</Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </>
  );
}
