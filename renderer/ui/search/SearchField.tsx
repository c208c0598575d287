// oxlint-disable jsx-a11y/prefer-tag-over-role -- the list of a combobox; <datalist> cannot say how often a value occurs
import { IconSearch, IconX } from '@tabler/icons-react';
import { type KeyboardEvent, useId, useRef, useState } from 'react';
import { IconButton } from '../IconButton.tsx';
import box from '../SearchBox.module.css';
import { parseQuery, type Search } from './query.ts';
import { suggest, type Suggestion } from './suggest.ts';
import styles from './SearchField.module.css';
import { t } from '../texts/index.ts';

interface SearchFieldProps<T> {
  /** “Search containers” */
  readonly label: string;
  readonly placeholder: string;
  readonly search: Search<T>;
  readonly value: string;
  readonly onChange: (value: string) => void;
  /** All of them: what is suggested is what there is. */
  readonly items: readonly T[];
  /** “3 of 120”, while something is searched for. */
  readonly note?: string;
  /** Arrow down past the suggestions, and Enter: on to the list. */
  readonly onLeave: () => void;
}

/** Words and `key:value` filters, with suggestions for both and a soft word about what makes no sense. */
export function SearchField<T>(props: SearchFieldProps<T>) {
  const { label, placeholder, search, value, onChange, items, note, onLeave } = props;
  const listId = useId();
  const input = useRef<HTMLInputElement>(null);
  const [caret, setCaret] = useState<number>();
  const [position, setPosition] = useState(-1);
  const isOpen = caret !== undefined;
  const suggestions = isOpen ? suggest(value, caret, search, items) : [];
  const [problem] = parseQuery(value, search.keys).problems;
  const active = suggestions[position];

  const close = () => {
    setCaret(undefined);
    setPosition(-1);
  };

  function take(suggestion: Suggestion) {
    onChange(suggestion.text);
    setCaret(suggestion.caret);
    setPosition(-1);
    // After React has written the value: that puts the caret at the end.
    requestAnimationFrame(() => input.current?.setSelectionRange(suggestion.caret, suggestion.caret));
    input.current?.focus();
  }

  function onKeyDown(event: KeyboardEvent) {
    if (event.nativeEvent.isComposing) return;
    const last = suggestions.length - 1;
    if (event.key === 'ArrowDown' && suggestions.length > 0 && position < last) setPosition(position + 1);
    else if (event.key === 'ArrowUp' && position >= 0) setPosition(position - 1);
    else if ((event.key === 'Enter' || event.key === 'Tab') && active) take(active);
    else if (event.key === 'ArrowDown' || event.key === 'Enter') {
      close();
      onLeave();
    } else if (event.key === 'Escape' && isOpen && suggestions.length > 0) close();
    else if (event.key === 'Escape' && value !== '') onChange('');
    else if (event.key === 'Escape') input.current?.blur();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  return (
    <search className={styles.search}>
      <div className={box.box}>
        <IconSearch stroke={1.75} aria-hidden="true" />
        <input
          ref={input}
          className={box.input}
          data-search-box=""
          role="combobox"
          aria-label={label}
          aria-expanded={suggestions.length > 0}
          aria-controls={listId}
          aria-activedescendant={active && `${listId}-${position}`}
          aria-autocomplete="list"
          placeholder={placeholder}
          spellCheck={false}
          autoComplete="off"
          value={value}
          onChange={(event) => {
            onChange(event.currentTarget.value);
            setCaret(event.currentTarget.selectionStart ?? event.currentTarget.value.length);
            setPosition(-1);
          }}
          onClick={(event) => setCaret(event.currentTarget.selectionStart ?? 0)}
          onKeyDown={onKeyDown}
          onBlur={close}
        />
        {note !== undefined && <span className={box.note}>{note}</span>}
        {value !== '' && (
          <IconButton
            size="small"
            label={t('Empty the search field')}
            icon={<IconX aria-hidden="true" />}
            onClick={() => {
              onChange('');
              input.current?.focus();
            }}
          />
        )}
      </div>
      {isOpen && (suggestions.length > 0 || problem) && (
        <div className={styles.suggestions}>
          {problem && <div className={styles.problem}>{problem.message}</div>}
          <div id={listId} role="listbox" aria-label={t('Suggestions')} tabIndex={-1}>
            {suggestions.map((suggestion, index) => (
              <div
                key={suggestion.label}
                id={`${listId}-${index}`}
                className={styles.suggestion}
                role="option"
                aria-selected={index === position}
                tabIndex={-1}
                // Before the field loses the focus.
                onMouseDown={(event) => {
                  event.preventDefault();
                  take(suggestion);
                }}
              >
                <span>{suggestion.label}</span>
                <span className={styles.suggestionDetail}>{suggestion.detail}</span>
              </div>
            ))}
          </div>
        </div>
      )}
      <output className="g-visually-hidden">{problem?.message ?? (value === '' ? '' : note)}</output>
    </search>
  );
}
