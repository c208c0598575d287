import { Button, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { type AppError, toAppError } from '../../../../contract/errors.ts';
import { client } from '../../../rpc/index.ts';
import { ErrorNotice } from '../../../ui/index.ts';
import { takeComposeText } from '../droppedText.ts';
import { DraftForm } from '../draft/DraftForm.tsx';
import styles from '../NewStack.module.css';
import { t } from '../texts/index.ts';

/** A Compose file as text or by its path: one of the first forms becomes one of today, and the old one stays. */
export function OldFileWay({ context }: { readonly context: string }) {
  const [path, setPath] = useState('');
  const [text, setText] = useState(takeComposeText);
  const [folder, setFolder] = useState<string>();
  const [error, setError] = useState<AppError>();
  const open = async () => {
    setError(undefined);
    try {
      const file = await client.composeFiles.open({ path: path.trim() });
      if (file.revision === undefined) throw new Error(t('There is no file {{path}}.', { path: file.path }));
      setText(file.text);
      // Its relative paths begin there.
      setFolder(file.folder);
    } catch (thrown) {
      setError(toAppError(thrown));
    }
  };
  return (
    <div className={styles.way}>
      <p className={styles.lead}>
        {t(
          'A Compose file that you have. One of today is taken as it is; an older one (fig.yml, services at the top level, “version:” or links) becomes one of today, and the old file stays.',
        )}
      </p>
      <form
        className={styles.buttons}
        onSubmit={(event) => {
          event.preventDefault();
          if (path.trim() !== '') void open();
        }}
      >
        <TextInput
          className={`${styles.code} ${styles.grow}`}
          aria-label={t('Path of the file')}
          placeholder="/home/me/project/fig.yml"
          spellCheck={false}
          value={path}
          onChange={(event) => setPath(event.currentTarget.value)}
        />
        <Button type="submit" variant="default" disabled={path.trim() === ''}>
          {t('Open')}
        </Button>
      </form>
      {error && <ErrorNotice error={error} />}
      <Textarea
        className={styles.code}
        label={t('Its text')}
        autosize
        minRows={4}
        maxRows={14}
        spellCheck={false}
        value={text}
        onChange={(event) => {
          setText(event.currentTarget.value);
        }}
      />
      <DraftForm
        key={folder ?? ''}
        context={context}
        from={text.trim() === '' ? undefined : { type: 'old-file', text }}
        folder={folder}
      />
    </div>
  );
}
