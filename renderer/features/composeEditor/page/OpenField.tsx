import { Autocomplete, Button } from '@mantine/core';
import { useState } from 'react';
import styles from './Page.module.css';
import { recentFiles } from './recentFiles.ts';

interface OpenFieldProps {
  readonly path: string;
  readonly onOpen: (path: string) => void;
}

/** The path of a Compose file or its folder; those that were open before are offered. */
export function OpenField({ path, onOpen }: OpenFieldProps) {
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
        aria-label="Path of a Compose file or its folder"
        placeholder="/path/to/project or /path/to/compose.yaml"
        className={styles.path}
        data={[...recentFiles()]}
        value={text}
        onChange={setText}
        onOptionSubmit={onOpen}
        spellCheck={false}
      />
      <Button type="submit" variant="default" disabled={wanted === '' || wanted === path}>
        Open
      </Button>
    </form>
  );
}
