import { Button } from '@mantine/core';
import { useState } from 'react';
import type { ComposePath } from '../../../../contract/compose/edit.ts';
import styles from './Form.module.css';
import { MapField } from './MapField.tsx';
import type { MapShape } from './shapes.ts';
import { labelOf } from './words.ts';

interface OpenMapProps {
  readonly path: ComposePath;
  readonly shape: MapShape;
  /** Shown on demand: something simpler stands beside it, or it has many keys. */
  readonly isOffered: boolean;
  readonly words: string;
}

/** A map that is not there yet. Its fields write it. */
export function OpenMap({ path, shape, isOffered, words }: OpenMapProps) {
  const [isOpen, setOpen] = useState(!isOffered);
  if (isOpen) return <MapField path={path} shape={shape} />;
  return (
    <Button
      size="compact-xs"
      variant="subtle"
      className={styles.offer}
      aria-label={`${labelOf(path)}: ${words}`}
      onClick={() => setOpen(true)}
    >
      {words}
    </Button>
  );
}
