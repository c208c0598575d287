import { IconChevronDown, IconChevronUp, IconX } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { IconButton } from '../../../ui/index.ts';
import styles from '../terminal.module.css';
import type { Found, Screen } from './screen.ts';
import { t } from '../texts/index.ts';

interface ScreenSearchProps {
  readonly screen: Screen;
  readonly onClose: () => void;
}

/** Finds in what the terminal holds, while it goes on below. */
export function ScreenSearch({ screen, onClose }: ScreenSearchProps) {
  const [text, setText] = useState('');
  const [found, setFound] = useState<Found>();
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => input.current?.focus(), []);
  useEffect(() => {
    const unsubscribe = screen.onFound(setFound);
    return () => {
      unsubscribe();
      screen.endFind();
    };
  }, [screen]);

  return (
    <search className={styles.search} aria-label={t('Search in the terminal')}>
      <input
        ref={input}
        className={styles.searchInput}
        aria-label={t('Search in the terminal')}
        placeholder={t('Search')}
        value={text}
        spellCheck={false}
        onChange={({ currentTarget: { value } }) => {
          setText(value);
          screen.find(value, 'incremental');
          if (value === '') setFound(undefined);
        }}
        onKeyDown={(event) => {
          if (event.key === 'Enter') screen.find(text, event.shiftKey ? 'previous' : 'next');
          else if (event.key === 'Escape') onClose();
          else return;
          event.preventDefault();
          event.stopPropagation();
        }}
      />
      <output className={styles.searchCount}>{text === '' ? '' : said(found)}</output>
      <IconButton
        size="small"
        label={t('Previous match')}
        shortcut="Shift ↵"
        icon={<IconChevronUp aria-hidden="true" />}
        onClick={() => screen.find(text, 'previous')}
      />
      <IconButton
        size="small"
        label={t('Next match')}
        shortcut="↵"
        icon={<IconChevronDown aria-hidden="true" />}
        onClick={() => screen.find(text, 'next')}
      />
      <IconButton
        size="small"
        label={t('Close search')}
        shortcut="Esc"
        icon={<IconX aria-hidden="true" />}
        onClick={onClose}
      />
    </search>
  );
}

function said(found: Found | undefined): string {
  if (!found || found.count === 0) return t('None');
  return found.index < 0
    ? `${found.count}+`
    : t('{{index}} of {{count}}', { index: found.index + 1, count: found.count });
}
