import { Button, Modal } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { type AppError, toAppError } from '../../../../contract/errors.ts';
import type { StackFolder } from '../../../../contract/model/stack.ts';
import { client } from '../../../rpc/index.ts';
import dialog from '../../../ui/form/DialogForm.module.css';
import { ErrorNotice, IconButton } from '../../../ui/index.ts';
import type { DialogProps } from './Dialogs.tsx';
import styles from './Actions.module.css';
import { PathField } from '../../paths/index.ts';
import { useFolders } from './useFolders.ts';
import { plural, t } from '../texts/index.ts';

/** The folders whose Compose files are in the list before they are started. */
export function FoldersDialog({ onClose }: DialogProps) {
  const { folders = [], error: lost } = useFolders();
  const [path, setPath] = useState('');
  const [error, setError] = useState<AppError>();
  const [isBusy, setBusy] = useState(false);

  async function act(work: () => Promise<unknown>) {
    setBusy(true);
    setError(undefined);
    try {
      await work();
    } catch (thrown) {
      setError(toAppError(thrown));
    }
    setBusy(false);
  }
  const add = () =>
    act(async () => {
      await client.stacks.addFolder({ path: path.trim() });
      setPath('');
    });

  return (
    <Modal opened onClose={onClose} title={t('Folders with stacks')} size="lg">
      <form
        className={dialog.form}
        onSubmit={(event) => {
          event.preventDefault();
          if (path.trim() !== '' && !isBusy) void add();
        }}
      >
        <p className={dialog.note}>
          {t(
            'Compose files in these folders, and in the folders inside them, are in the list before they are started. New ones show by themselves.',
          )}
        </p>
        {folders.length > 0 && (
          <ul className={styles.folders} aria-label={t('Folders that are looked through')}>
            {folders.map((folder) => (
              <li key={folder.id}>
                <span className={styles.folder}>
                  <span className={styles.path}>{folder.path}</span>
                  <span className={folder.error ? styles.problem : styles.note}>{foundText(folder)}</span>
                </span>
                <IconButton
                  label={t('Do not look through {{path}} any more', { path: folder.path })}
                  icon={<IconTrash aria-hidden="true" />}
                  onClick={() => void act(() => client.stacks.removeFolder({ path: folder.path }))}
                />
              </li>
            ))}
          </ul>
        )}
        <div className={styles.adding}>
          <PathField
            label={t('Folder')}
            isFirst
            description={t('On the computer that Gantry runs on.')}
            value={path}
            onChange={(next) => {
              setPath(next);
              setError(undefined);
            }}
          />
          <Button type="submit" loading={isBusy} disabled={path.trim() === ''}>
            {t('Add')}
          </Button>
        </div>
        {(error ?? lost) && <ErrorNotice error={(error ?? lost)!} />}
        <div className={dialog.buttons}>
          <Button variant="default" onClick={onClose}>
            {t('Close')}
          </Button>
        </div>
      </form>
    </Modal>
  );
}

function foundText({ projects, isCut, error }: StackFolder): string {
  if (error) return error.message;
  const cut = isCut ? ` ${t('It has more folders than are looked through: the nearest are.')}` : '';
  if (projects.length === 0) return `${t('No Compose file in it.')}${cut}`;
  const names = projects.slice(0, 4).join(', ');
  const more = projects.length - 4;
  const named = more > 0 ? t('{{names}} and {{more}} more', { names, more }) : names;
  return `${plural(projects.length, '1 stack', '{{count}} stacks')}: ${named}.${cut}`;
}
