import { Button, Modal, TextInput } from '@mantine/core';
import { useState } from 'react';
import { type AppError, toAppError } from '../../../../contract/errors.ts';
import { client } from '../../../rpc/index.ts';
import dialog from '../../../ui/form/DialogForm.module.css';
import { ErrorNotice, useReturnFocus } from '../../../ui/index.ts';
import { PathField } from '../../paths/index.ts';
import styles from '../NewStack.module.css';
import { t } from '../texts/index.ts';

interface SaveTemplateDialogProps {
  readonly context: string;
  readonly project: string;
  readonly onClose: () => void;
}

/** Keeps the files of a stack as a template of one's own. */
export function SaveTemplateDialog({ context, project, onClose }: SaveTemplateDialogProps) {
  useReturnFocus();
  const [draft, setDraft] = useState({ name: project, title: project, description: '', folder: '' });
  const [error, setError] = useState<AppError>();
  const [saved, setSaved] = useState<{ readonly path: string; readonly left: readonly string[] }>();
  const set = (change: Partial<typeof draft>) => {
    setError(undefined);
    setDraft((before) => ({ ...before, ...change }));
  };
  const isFilled = Object.values(draft).every((value) => value.trim() !== '');
  async function save() {
    try {
      setSaved(await client.templates.save({ context, project, ...draft }));
    } catch (thrown) {
      setError(toAppError(thrown));
    }
  }
  return (
    <Modal opened onClose={onClose} title={t('Save {{project}} as a template', { project })} size="lg">
      {saved ? (
        <div className={dialog.form}>
          <p className={dialog.note}>{t('It is in {{path}}, and among your templates.', { path: saved.path })}</p>
          {saved.left.length > 0 && (
            <ul className={styles.notes} aria-label={t('Left out')}>
              {saved.left.map((one) => (
                <li key={one}>{one}</li>
              ))}
            </ul>
          )}
          <div className={dialog.buttons}>
            <Button onClick={onClose}>{t('Close')}</Button>
          </div>
        </div>
      ) : (
        <form
          className={dialog.form}
          onSubmit={(event) => {
            event.preventDefault();
            if (isFilled) void save();
          }}
        >
          <p className={dialog.note}>
            {t(
              'Its Compose file and the texts in its folder. What is in .env is asked for when it is used; passwords in it are not kept.',
            )}
          </p>
          <TextInput
            label={t('Title')}
            data-autofocus
            value={draft.title}
            onChange={(event) => set({ title: event.currentTarget.value })}
          />
          <TextInput
            label={t('Description')}
            value={draft.description}
            onChange={(event) => set({ description: event.currentTarget.value })}
          />
          <TextInput
            label={t('Name')}
            description={t('Of its folder.')}
            spellCheck={false}
            value={draft.name}
            onChange={(event) => set({ name: event.currentTarget.value })}
          />
          <PathField
            label={t('In the folder')}
            description={t('Of your templates; it becomes a source of them.')}
            value={draft.folder}
            onChange={(folder) => set({ folder })}
          />
          {error && <ErrorNotice error={error} />}
          <div className={dialog.buttons}>
            <Button variant="default" onClick={onClose}>
              {t('Cancel')}
            </Button>
            <Button type="submit" disabled={!isFilled}>
              {t('Save')}
            </Button>
          </div>
        </form>
      )}
    </Modal>
  );
}
