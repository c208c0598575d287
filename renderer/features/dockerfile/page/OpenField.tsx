import { Autocomplete, Button } from '@mantine/core';
import { useState } from 'react';
import { recentFiles } from './recentFiles.ts';
import styles from './Page.module.css';
import { t } from '../texts/index.ts';

interface OpenFieldProps {
  readonly path: string;
  readonly onOpen: (path: string) => void;
}

/** The path of a Dockerfile or its folder; those that were open before are offered. */
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
        aria-label={t('Path of a Dockerfile or its folder')}
        placeholder="/path/to/project or /path/to/Dockerfile"
        className={styles.path}
        data={[...recentFiles()]}
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
