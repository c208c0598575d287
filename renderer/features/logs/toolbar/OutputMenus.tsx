import { Menu } from '@mantine/core';
import { IconCopy, IconDownload } from '@tabler/icons-react';
import { IconButton } from '../../../ui/index.ts';
import { t } from '../texts/index.ts';

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
          <IconButton label={t('Copy lines')} icon={<IconCopy aria-hidden="true" />} />
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item disabled={!hasSelection} onClick={() => onCopy('selected')}>
            {t('Copy the selected lines')}
          </Menu.Item>
          <Menu.Item onClick={() => onCopy('shown')}>
            {isFiltered ? t('Copy the lines shown') : t('Copy all lines')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <Menu position="bottom-end" withinPortal>
        <Menu.Target>
          <IconButton label={t('Save to a file')} icon={<IconDownload aria-hidden="true" />} />
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item disabled={!isFiltered} onClick={() => onSave('shown')}>
            {t('Save the lines shown')}
          </Menu.Item>
          <Menu.Item onClick={() => onSave('all')}>{t('Save all lines')}</Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </>
  );
}
