import { Menu } from '@mantine/core';
import { IconBulb } from '@tabler/icons-react';
import { t } from '../texts/index.ts';
import styles from './QuickFixMenu.module.css';

interface QuickFixMenuProps<Fix extends { readonly label: string }> {
  /** In the window. */
  readonly at: { readonly x: number; readonly y: number };
  readonly fixes: readonly Fix[];
  readonly onFix: (fix: Fix) => void;
  readonly onClose: () => void;
}

/** What can be mended in the line of the cursor. */
export function QuickFixMenu<Fix extends { readonly label: string }>(props: QuickFixMenuProps<Fix>) {
  const { at, fixes, onFix, onClose } = props;
  return (
    <Menu opened onClose={onClose} returnFocus={false} width="max-content">
      <Menu.Target>
        <span aria-hidden="true" className={styles.anchor} style={{ left: at.x, top: at.y }} />
      </Menu.Target>
      <Menu.Dropdown aria-label={t('Quick fixes')}>
        {fixes.length === 0 && <Menu.Item disabled>{t('Nothing to fix in this line')}</Menu.Item>}
        {fixes.map((fix) => (
          <Menu.Item key={fix.label} leftSection={<IconBulb size={15} />} onClick={() => onFix(fix)}>
            {fix.label}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
