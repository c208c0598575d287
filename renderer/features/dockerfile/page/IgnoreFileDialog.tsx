import { Button, Modal, Textarea } from '@mantine/core';
import { useState } from 'react';
import { type AppError, toAppError } from '../../../../contract/errors.ts';
import { client } from '../../../rpc/index.ts';
import { ErrorNotice, notify, useReturnFocus } from '../../../ui/index.ts';
import { fitting, ignoreFileFor } from '../templates/template.ts';
import { TEMPLATES } from '../templates/templates.ts';
import styles from './Page.module.css';
import { t } from '../texts/index.ts';

interface IgnoreFileDialogProps {
  readonly folder: string;
  readonly entries: readonly string[];
  readonly onSaved: () => void;
  readonly onClose: () => void;
}

/** Proposes a .dockerignore for what is in the folder; it is written as it then stands in the field. */
export function IgnoreFileDialog({ folder, entries, onSaved, onClose }: IgnoreFileDialogProps) {
  useReturnFocus();
  const [text, setText] = useState(() => ignoreFileFor(fitting(TEMPLATES, entries)));
  const [error, setError] = useState<AppError>();
  const [isSaving, setSaving] = useState(false);
  const path = `${folder.replace(/\/$/, '')}/.dockerignore`;
  const save = async () => {
    setSaving(true);
    setError(undefined);
    try {
      await client.dockerfiles.save({ path, text });
      notify({ title: t('Created .dockerignore'), message: path, tone: 'success' });
      onSaved();
      onClose();
    } catch (thrown) {
      setError(toAppError(thrown));
    } finally {
      setSaving(false);
    }
  };
  return (
    <Modal opened onClose={onClose} title={t('Create .dockerignore')} size="lg">
      <div className={styles.dialog}>
        <Textarea
          label={path}
          description={t('What fits one of these patterns is neither sent to the engine nor copied.')}
          classNames={{ input: styles.ignoreText }}
          autosize
          minRows={10}
          maxRows={20}
          spellCheck={false}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
          data-autofocus
        />
        {error && <ErrorNotice error={error} />}
        <div className={styles.buttons}>
          <Button variant="default" onClick={onClose}>
            {t('Cancel')}
          </Button>
          <Button loading={isSaving} disabled={text.trim() === ''} onClick={() => void save()}>
            {t('Create')}
          </Button>
        </div>
      </div>
    </Modal>
  );
}
