import { Modal } from '@mantine/core';
import {
  type Command,
  isPlainShortcut,
  Kbd,
  listCommands,
  listKeys,
  shownShortcut,
  useReturnFocus,
} from '../../ui/index.ts';
import { layoutStore } from '../settings/index.ts';
import styles from './Shell.module.css';
import { t } from './texts/index.ts';

interface ShortcutHelpProps {
  readonly onClose: () => void;
}

/** Every shortcut of what is on the screen now, as it is bound: those of single keys only while they are on. */
export function ShortcutHelp({ onClose }: ShortcutHelpProps) {
  useReturnFocus();
  const sections = new Map<string, Command[]>();
  const arePlainKeysOn = layoutStore.read('shortcuts.plainKeys') !== false;
  for (const command of listCommands()) {
    if (command.shortcut === undefined || (!arePlainKeysOn && isPlainShortcut(command.shortcut))) continue;
    sections.set(command.section, [...(sections.get(command.section) ?? []), command]);
  }
  return (
    <Modal opened onClose={onClose} title={t('Keyboard shortcuts')} size="lg">
      {!arePlainKeysOn && <p>{t('Shortcuts of single keys are turned off in the settings.')}</p>}
      <div className={styles.help}>
        {[...sections].map(([section, commands]) => (
          <section key={section} className={styles.helpSection}>
            <h3>{section}</h3>
            {commands.map(({ id, title, shortcut = '' }) => (
              <div key={id} className={styles.helpRow}>
                <span>{title}</span>
                <Kbd keys={shownShortcut(shortcut)} />
              </div>
            ))}
          </section>
        ))}
        <section className={styles.helpSection}>
          <h3>{t('In lists and dialogs')}</h3>
          {listKeys().map(({ title, keys }) => (
            <div key={title} className={styles.helpRow}>
              <span>{title}</span>
              <Kbd keys={shownShortcut(keys)} />
            </div>
          ))}
        </section>
      </div>
    </Modal>
  );
}
