import { Button } from '@mantine/core';
import { useState } from 'react';
import { CopyButton } from '../../../ui/index.ts';
import styles from '../NewStack.module.css';
import { t } from '../texts/index.ts';

interface FileTextProps {
  readonly name: string;
  readonly text: string;
  /** Values are covered until they are asked for. */
  readonly isPrivate?: boolean;
}

/** A file as it will be written. */
export function FileText({ name, text, isPrivate = false }: FileTextProps) {
  const [isShown, setShown] = useState(!isPrivate);
  return (
    <figure className={styles.file} aria-label={name}>
      <figcaption>
        <span className={styles.fileName}>{name}</span>
        {isPrivate && (
          <Button variant="default" size="compact-xs" aria-pressed={isShown} onClick={() => setShown(!isShown)}>
            {isShown ? t('Cover the values') : t('Show the values')}
          </Button>
        )}
        <CopyButton text={text} label={t('Copy {{name}}', { name })} />
      </figcaption>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls, also by keys */}
      <pre tabIndex={0} aria-label={t('Text of {{name}}', { name })}>
        {isShown ? text : text.replaceAll(/=.*$/gm, '=••••••••')}
      </pre>
    </figure>
  );
}
