import { Menu } from '@mantine/core';
import { copyText, Kbd, notify } from '../../../ui/index.ts';
import styles from '../terminal.module.css';
import type { Screen } from './screen.ts';
import { t } from '../texts/index.ts';

interface ScreenMenuProps {
  readonly screen: Screen;
  readonly x: number;
  readonly y: number;
  readonly onSearch: () => void;
  readonly onClose: () => void;
}

const isMac = /Mac|iPhone|iPad/.test(navigator.platform);
const keys = (letter: string) => <Kbd keys={isMac ? `⌘ ${letter}` : `Ctrl ⇧ ${letter}`} />;

/** What the right button of the mouse offers. */
export function ScreenMenu({ screen, x, y, onSearch, onClose }: ScreenMenuProps) {
  const { selection } = screen;
  return (
    <Menu opened onClose={onClose} position="bottom-start" returnFocus={false} withinPortal>
      <Menu.Target>
        <span className={styles.menuTarget} style={{ left: x, top: y }} />
      </Menu.Target>
      <Menu.Dropdown aria-label={t('Terminal')}>
        <Menu.Item disabled={selection === ''} rightSection={keys('C')} onClick={() => void copyText(selection)}>
          {t('Copy')}
        </Menu.Item>
        <Menu.Item rightSection={keys('V')} onClick={() => void paste(screen)}>
          {t('Paste')}
        </Menu.Item>
        <Menu.Divider />
        <Menu.Item onClick={() => screen.selectAll()}>{t('Select all')}</Menu.Item>
        <Menu.Item rightSection={keys('F')} onClick={onSearch}>
          {t('Search')}
        </Menu.Item>
        <Menu.Item onClick={() => screen.clear()}>{t('Clear history')}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

async function paste(screen: Screen): Promise<void> {
  try {
    screen.paste(await navigator.clipboard.readText());
  } catch {
    const pasteKeys = isMac ? '⌘ V' : 'Ctrl-Shift-V';
    notify({
      title: t('The clipboard may not be read from a menu here'),
      message: t('Press {{pasteKeys}} in the terminal.', { pasteKeys }),
    });
  }
}
