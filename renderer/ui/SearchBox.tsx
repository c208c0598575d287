import { IconSearch, IconX } from '@tabler/icons-react';
import { type Ref, useRef } from 'react';
import styles from './SearchBox.module.css';
import { t } from './texts/index.ts';

interface SearchBoxProps {
  readonly value: string;
  readonly onChange: (value: string) => void;
  /** Its accessible name: “Search containers”. */
  readonly label: string;
  readonly placeholder?: string;
  readonly isInvalid?: boolean;
  /** Beside the clear button, dim: “3 of 120”. */
  readonly note?: string;
  readonly inputRef?: Ref<HTMLInputElement>;
  /** Arrow down and Enter, to go on to the results. */
  readonly onLeave?: () => void;
  readonly width?: string;
}

/** Escape empties it first and leaves it second. The search shortcut of the app focuses the one marked here. */
export function SearchBox({
  value,
  onChange,
  label,
  placeholder,
  isInvalid,
  note,
  inputRef,
  onLeave,
  width,
}: SearchBoxProps) {
  const box = useRef<HTMLElement>(null);
  return (
    <search
      ref={box}
      className={`${styles.box} ${styles.alone}`}
      style={{ width }}
      data-invalid={isInvalid || undefined}
    >
      <IconSearch aria-hidden="true" />
      <input
        ref={inputRef}
        className={styles.input}
        type="text"
        value={value}
        aria-label={label}
        aria-invalid={isInvalid || undefined}
        placeholder={placeholder ?? label}
        spellCheck={false}
        autoComplete="off"
        data-search-box=""
        onChange={(event) => onChange(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape') {
            if (value !== '') {
              event.stopPropagation();
              onChange('');
            } else event.currentTarget.blur();
          } else if ((event.key === 'ArrowDown' || event.key === 'Enter') && onLeave) {
            event.preventDefault();
            onLeave();
          }
        }}
      />
      {note !== undefined && <span className={styles.note}>{note}</span>}
      {value !== '' && (
        <button
          type="button"
          className={styles.clear}
          aria-label={t('Clear search')}
          onClick={() => {
            onChange('');
            box.current?.querySelector('input')?.focus();
          }}
        >
          <IconX aria-hidden="true" />
        </button>
      )}
    </search>
  );
}
