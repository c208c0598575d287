import { Button, Modal, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useSelector } from 'react-redux';
import { type AppError, toAppError } from '../../../../contract/errors.ts';
import { client } from '../../../rpc/index.ts';
import dialog from '../../../ui/form/DialogForm.module.css';
import { ErrorNotice } from '../../../ui/index.ts';
import { stacksSlice } from '../store/stacksSlice.ts';
import styles from './Actions.module.css';
import type { DialogProps } from './Dialogs.tsx';
import { draftOf, type FilesDraft, readFilesDraft } from './filesDraft.ts';
import { PathField } from '../../paths/index.ts';
import { useStackActions } from './useStackActions.ts';
import { t } from '../texts/index.ts';

interface FilesDialogProps extends DialogProps {
  readonly project: string;
}

/** Which files a stack has, which profiles are on, and what it is called. */
export function FilesDialog({ context, project, onClose }: FilesDialogProps) {
  const stack = useSelector(stacksSlice.selectors.selectEntities)[project];
  const actions = useStackActions();
  const [draft, setDraft] = useState(() => draftOf(project, stack?.files));
  const [isTried, setTried] = useState(false);
  const [error, setError] = useState<AppError>();
  const [isBusy, setBusy] = useState(false);
  const read = readFilesDraft(draft);
  const problems = isTried && 'problems' in read ? read.problems : {};
  const isRenamed = draft.project.trim() !== project;
  const change = (next: Partial<FilesDraft>) => {
    setError(undefined);
    setDraft({ ...draft, ...next });
  };

  async function save() {
    setTried(true);
    if ('problems' in read || isBusy) return;
    setBusy(true);
    try {
      await client.stacks.setFiles({ context, project: read.project, files: read.files });
      onClose();
      if (read.project !== project) actions.open(read.project, 'files');
    } catch (thrown) {
      setError(toAppError(thrown));
    }
    setBusy(false);
  }

  return (
    <Modal opened onClose={onClose} title={t('Files of {{project}}', { project })} size="lg">
      <form
        className={dialog.form}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <TextInput
          label={t('Project name')}
          data-autofocus
          value={draft.project}
          error={problems.project}
          spellCheck={false}
          onChange={(event) => change({ project: event.currentTarget.value })}
        />
        {isRenamed && (
          <p className={dialog.note}>
            {t(
              'Another name is another stack with the same files: {{project}} stays as it is, with its containers and volumes.',
              { project },
            )}
          </p>
        )}
        <PathField
          label={t('Folder')}
          description={t('What relative paths in the files begin from (--project-directory).')}
          value={draft.workingDir}
          onChange={(workingDir) => change({ workingDir })}
          error={problems.workingDir}
        />
        <Textarea
          className={styles.mono}
          label={t('Compose files')}
          description={t('One a line, in the folder or by their whole path; later ones override (--file).')}
          autosize
          minRows={2}
          maxRows={8}
          spellCheck={false}
          value={draft.configFiles}
          error={problems.configFiles}
          onChange={(event) => change({ configFiles: event.currentTarget.value })}
        />
        <Textarea
          className={styles.mono}
          label={t('Environment files')}
          description={t('One a line (--env-file). None: the .env of the folder, if it is there.')}
          autosize
          minRows={1}
          maxRows={6}
          spellCheck={false}
          value={draft.envFiles}
          onChange={(event) => change({ envFiles: event.currentTarget.value })}
        />
        <TextInput
          className={styles.mono}
          label={t('Profiles')}
          description={t('Those that are on, with commas between them (--profile).')}
          spellCheck={false}
          value={draft.profiles}
          onChange={(event) => change({ profiles: event.currentTarget.value })}
        />
        {error && <ErrorNotice error={error} />}
        <div className={dialog.buttons}>
          <Button variant="default" onClick={onClose}>
            {t('Cancel')}
          </Button>
          <Button type="submit" loading={isBusy}>
            {t('Save')}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
