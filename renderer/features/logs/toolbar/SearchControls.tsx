import { IconChevronDown, IconChevronUp, IconFilter, IconLetterCase, IconRegex } from '@tabler/icons-react';
import type { KeyboardEvent, Ref } from 'react';
import { IconButton, SearchBox } from '../../../ui/index.ts';
import type { SearchQuery } from '../search/query.ts';
import styles from '../logs.module.css';
import { t } from '../texts/index.ts';

interface SearchControlsProps {
  readonly query: SearchQuery;
  readonly onQuery: (query: SearchQuery) => void;
  readonly onlyMatches: boolean;
  readonly onOnlyMatches: (onlyMatches: boolean) => void;
  readonly onStep: (direction: 1 | -1) => void;
  /** To the lines, with the keyboard. */
  readonly onLeave: () => void;
  /** “3/1,204”. */
  readonly note?: string;
  readonly error?: string;
  readonly inputRef: Ref<HTMLInputElement>;
}

/** Search: Enter goes to the next match and Shift-Enter to the one before, Esc empties the box and then leaves it. */
export function SearchControls({
  query,
  onQuery,
  onlyMatches,
  onOnlyMatches,
  onStep,
  onLeave,
  note,
  error,
  inputRef,
}: SearchControlsProps) {
  const onKey = (event: KeyboardEvent) => {
    if (!(event.target instanceof HTMLInputElement) || event.nativeEvent.isComposing) return;
    if (event.key === 'Enter') onStep(event.shiftKey ? -1 : 1);
    else if (event.key === 'Escape' && query.text === '') onLeave();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const hasQuery = query.text !== '';
  return (
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- listens for what the box inside it does not take
    <div className={styles.search} onKeyDownCapture={onKey}>
      <SearchBox
        value={query.text}
        onChange={(text) => onQuery({ ...query, text })}
        label={t('Search the log')}
        placeholder={query.isRegex ? t('Search with an expression') : t('Search')}
        isInvalid={error !== undefined}
        note={note}
        inputRef={inputRef}
        width="100%"
      />
      <IconButton
        label={t('Match case')}
        icon={<IconLetterCase aria-hidden="true" />}
        isPressed={query.isCaseSensitive}
        onClick={() => onQuery({ ...query, isCaseSensitive: !query.isCaseSensitive })}
      />
      <IconButton
        label={t('Regular expression')}
        icon={<IconRegex aria-hidden="true" />}
        isPressed={query.isRegex}
        onClick={() => onQuery({ ...query, isRegex: !query.isRegex })}
      />
      <IconButton
        label={t('Only lines that match')}
        icon={<IconFilter aria-hidden="true" />}
        isPressed={onlyMatches}
        onClick={() => onOnlyMatches(!onlyMatches)}
      />
      <IconButton
        label={t('Previous match')}
        shortcut="Shift ↵"
        icon={<IconChevronUp aria-hidden="true" />}
        disabled={!hasQuery}
        onClick={() => onStep(-1)}
      />
      <IconButton
        label={t('Next match')}
        shortcut="↵"
        icon={<IconChevronDown aria-hidden="true" />}
        disabled={!hasQuery}
        onClick={() => onStep(1)}
      />
      {error !== undefined && (
        <span className={styles.searchError} role="alert">
          {error}
        </span>
      )}
    </div>
  );
}
