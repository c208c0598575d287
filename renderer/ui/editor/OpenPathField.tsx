import { Autocomplete, Button } from '@mantine/core';
import { useState } from 'react';
import { t } from '../texts/index.ts';
import styles from './OpenPathField.module.css';

interface OpenPathFieldProps {
  /** Its accessible name. */
  readonly label: string;
  readonly placeholder: string;
  /** The one that is open. */
  readonly path: string;
  /** Those that were open before. */
  readonly recent: readonly string[];
  readonly onOpen: (path: string) => void;
}

/** The path of a file or its folder, for an editor; those that were open before are offered. */
export function OpenPathField({ label, placeholder, path, recent, onOpen }: OpenPathFieldProps) {
  const [text, setText] = useState(path);
  const wanted = text.trim();
  return (
    <form
      className={styles.open}
      onSubmit={(event) => {
        event.preventDefault();
        if (wanted !== '') onOpen(wanted);
      }}
    >
      <Autocomplete
        aria-label={label}
        placeholder={placeholder}
        className={styles.path}
        data={[...recent]}
        value={text}
        onChange={setText}
        onOptionSubmit={onOpen}
        spellCheck={false}
      />
      <Button type="submit" variant="default" disabled={wanted === '' || wanted === path}>
        {t('Open')}
      </Button>
    </form>
  );
}
