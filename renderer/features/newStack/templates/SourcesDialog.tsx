import { Button, Modal, TextInput } from '@mantine/core';
import { IconRefresh, IconTrash } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { type AppError, toAppError } from '../../../../contract/errors.ts';
import type { TemplateSource } from '../../../../contract/model/template.ts';
import { client } from '../../../rpc/index.ts';
import dialog from '../../../ui/form/DialogForm.module.css';
import { ErrorNotice, IconButton, useReturnFocus } from '../../../ui/index.ts';
import { useFollowedJob } from '../../jobs/index.ts';
import styles from '../NewStack.module.css';
import { plural, t } from '../texts/index.ts';

interface SourcesDialogProps {
  readonly sources: readonly TemplateSource[];
  readonly onChanged: () => void;
  readonly onClose: () => void;
}

/** Folders and repositories with templates of one's own. */
export function SourcesDialog({ sources, onChanged, onClose }: SourcesDialogProps) {
  useReturnFocus();
  const [where, setWhere] = useState('');
  const [branch, setBranch] = useState('');
  const [error, setError] = useState<AppError>();
  const fetching = useFollowedJob();
  const isAddress = /^[a-z]+:\/\/|^[\w.-]+@[\w.-]+:/i.test(where.trim());
  const jobState = fetching.job?.state;
  useEffect(() => {
    if (jobState === 'done') onChanged();
    // oxlint-disable-next-line react/exhaustive-deps -- once for each end
  }, [jobState, fetching.job?.id]);

  async function act(work: () => Promise<unknown>) {
    setError(undefined);
    try {
      await work();
      onChanged();
    } catch (thrown) {
      setError(toAppError(thrown));
    }
  }
  function add() {
    const text = where.trim();
    if (!isAddress) return void act(() => client.templates.addFolder({ path: text }).then(() => setWhere('')));
    fetching.start(() =>
      client.templates.addRepository({ url: text, ...(branch.trim() !== '' && { branch: branch.trim() }) }),
    );
  }
  const shown = error ?? fetching.error;

  return (
    <Modal opened onClose={onClose} title={t('Sources of templates')} size="lg">
      <form
        className={dialog.form}
        onSubmit={(event) => {
          event.preventDefault();
          if (where.trim() !== '' && !fetching.isBusy) add();
        }}
      >
        <p className={dialog.note}>
          {t('A folder, or a Git repository, whose folders each have a template.json and a compose.yaml.')}
        </p>
        {sources.length > 0 && (
          <ul className={styles.found} aria-label={t('Your sources')}>
            {sources.map((source) => (
              <li key={source.id}>
                <span className={styles.grow}>
                  {source.name}
                  <span className={styles.dim}>
                    {` · ${plural(source.count, '1 template', '{{count}} templates')}`}
                  </span>
                  {source.problems.map((problem) => (
                    <span key={problem} className={dialog.warning}>
                      <br />
                      {problem}
                    </span>
                  ))}
                </span>
                {source.type === 'git' && (
                  <IconButton
                    label={t('Fetch {{name}} again', { name: source.name })}
                    icon={<IconRefresh aria-hidden="true" />}
                    onClick={() => fetching.start(() => client.templates.updateSource({ sourceId: source.id }))}
                  />
                )}
                <IconButton
                  label={t('Remove {{name}}', { name: source.name })}
                  icon={<IconTrash aria-hidden="true" />}
                  onClick={() => void act(() => client.templates.removeSource({ sourceId: source.id }))}
                />
              </li>
            ))}
          </ul>
        )}
        <TextInput
          className={styles.code}
          label={t('Folder or address of a repository')}
          placeholder={t('/home/me/templates or https://host/templates.git')}
          data-autofocus
          spellCheck={false}
          value={where}
          onChange={(event) => {
            setWhere(event.currentTarget.value);
            setError(undefined);
          }}
        />
        {isAddress && (
          <TextInput
            label={t('Branch or tag')}
            description={t('Empty: the one that it begins with.')}
            spellCheck={false}
            value={branch}
            onChange={(event) => setBranch(event.currentTarget.value)}
          />
        )}
        {shown && <ErrorNotice error={shown} />}
        <div className={dialog.buttons}>
          <Button variant="default" onClick={onClose}>
            {t('Close')}
          </Button>
          <Button type="submit" loading={fetching.isBusy} disabled={where.trim() === ''}>
            {t('Add')}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
