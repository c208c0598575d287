import { Modal } from '@mantine/core';
import { type Command, Kbd, listCommands, shownShortcut, useReturnFocus } from '../../ui/index.ts';
import styles from './Shell.module.css';
import { t } from './texts/index.ts';

interface ShortcutHelpProps {
  readonly onClose: () => void;
}

/** Every shortcut of what is on the screen now. */
export function ShortcutHelp({ onClose }: ShortcutHelpProps) {
  useReturnFocus();
  const sections = new Map<string, Command[]>();
  for (const command of listCommands()) {
    if (command.shortcut === undefined) continue;
    sections.set(command.section, [...(sections.get(command.section) ?? []), command]);
  }
  return (
    <Modal opened onClose={onClose} title={t('Keyboard shortcuts')} size="lg">
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
      </div>
    </Modal>
  );
}
