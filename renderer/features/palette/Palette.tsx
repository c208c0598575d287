// oxlint-disable jsx-a11y/prefer-tag-over-role -- the ARIA combobox pattern: an option here has an icon, a detail and keys
import { Modal } from '@mantine/core';
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import {
  type Command,
  findInSources,
  isCommandEnabled,
  Kbd,
  listCommands,
  shownShortcut,
  useReturnFocus,
} from '../../ui/index.ts';
import styles from './Palette.module.css';
import { rank, sectionsOf } from './rank.ts';
import { plural, t } from './texts/index.ts';

const LIMIT = 60;

interface PaletteProps {
  readonly onClose: () => void;
}

/** Goes anywhere and does anything: the commands of what is on the screen, and what the features find. */
export function Palette({ onClose }: PaletteProps) {
  useReturnFocus();
  const [query, setQuery] = useState('');
  const [position, setPosition] = useState(0);
  const listId = useId();
  const list = useRef<HTMLDivElement>(null);

  const all = [...listCommands().filter(({ id }) => id !== 'palette.open'), ...findInSources(query)];
  const sections = sectionsOf(rank(all.filter(isCommandEnabled), query).slice(0, LIMIT), query);
  const shown = sections.flatMap(({ commands }) => commands);
  const index = Math.min(position, shown.length - 1);
  const active = shown[index];
  const optionId = (command: Command) => `${listId}-${command.id}`;

  useEffect(() => {
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' });
  }, [index, query]);

  const run = (command: Command | undefined) => {
    if (!command) return;
    // Closed first: the command may open a dialog, and the focus that this gives back must not take it away again.
    onClose();
    setTimeout(() => command.run());
  };

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    const last = shown.length - 1;
    const next = {
      ArrowDown: index >= last ? 0 : index + 1,
      ArrowUp: index <= 0 ? last : index - 1,
      PageDown: Math.min(last, index + 8),
      PageUp: Math.max(0, index - 8),
    }[event.key];
    if (next !== undefined) {
      event.preventDefault();
      setPosition(next);
    } else if (event.key === 'Enter') {
      event.preventDefault();
      run(active);
    }
  };

  return (
    <Modal.Root
      opened
      onClose={onClose}
      size="36rem"
      yOffset="14vh"
      padding={0}
      radius="lg"
      classNames={{ content: styles.content }}
      transitionProps={{ duration: 0 }}
    >
      <Modal.Overlay />
      <Modal.Content aria-label={t('Command palette')}>
        <input
          className={styles.search}
          data-autofocus
          role="combobox"
          aria-label={t('Search containers and commands')}
          aria-expanded="true"
          aria-controls={listId}
          aria-activedescendant={active && optionId(active)}
          aria-autocomplete="list"
          placeholder={t('Search containers and commands…')}
          spellCheck={false}
          autoComplete="off"
          value={query}
          onChange={(event) => {
            setQuery(event.currentTarget.value);
            setPosition(0);
          }}
          onKeyDown={onKeyDown}
        />
        <div ref={list} id={listId} className={styles.list} role="listbox" aria-label={t('What fits')} tabIndex={-1}>
          {sections.map(({ section, commands }) => (
            <div key={section} role="group" aria-label={section}>
              <div className={styles.section} aria-hidden="true">
                {section}
              </div>
              {commands.map((command) => (
                <div
                  key={command.id}
                  id={optionId(command)}
                  className={styles.option}
                  role="option"
                  aria-selected={command === active}
                  tabIndex={-1}
                  onPointerMove={() => command !== active && setPosition(shown.indexOf(command))}
                  onMouseDown={(event) => event.preventDefault()}
                  onClick={() => run(command)}
                  onKeyDown={() => undefined}
                >
                  <span className={styles.icon} aria-hidden="true">
                    {command.icon}
                  </span>
                  <span className={styles.title}>{command.title}</span>
                  <span className={styles.detail}>{command.detail}</span>
                  {command.shortcut !== undefined && <Kbd keys={shownShortcut(command.shortcut)} />}
                </div>
              ))}
            </div>
          ))}
        </div>
        {shown.length === 0 && (
          <p className={styles.nothing}>
            {t('Nothing fits “{{query}}”. Type the name of a container, or what you want to do.', { query })}
          </p>
        )}
        <output className="g-visually-hidden">
          {shown.length === 0 ? t('Nothing fits') : plural(shown.length, '{{count}} result', '{{count}} results')}
        </output>
      </Modal.Content>
    </Modal.Root>
  );
}
