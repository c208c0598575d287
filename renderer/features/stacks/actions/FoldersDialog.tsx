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
    <Modal opened onClose={onClose} title="Folders with stacks" size="lg">
      <form
        className={dialog.form}
        onSubmit={(event) => {
          event.preventDefault();
          if (path.trim() !== '' && !isBusy) void add();
        }}
      >
        <p className={dialog.note}>
          Compose files in these folders, and in the folders inside them, are in the list before they are started. New
          ones show by themselves.
        </p>
        {folders.length > 0 && (
          <ul className={styles.folders} aria-label="Folders that are looked through">
            {folders.map((folder) => (
              <li key={folder.id}>
                <span className={styles.folder}>
                  <span className={styles.path}>{folder.path}</span>
                  <span className={folder.error ? styles.problem : styles.note}>{foundText(folder)}</span>
                </span>
                <IconButton
                  label={`Do not look through ${folder.path} any more`}
                  icon={<IconTrash aria-hidden="true" />}
                  onClick={() => void act(() => client.stacks.removeFolder({ path: folder.path }))}
                />
              </li>
            ))}
          </ul>
        )}
        <div className={styles.adding}>
          <PathField
            label="Folder"
            isFirst
            description="On the computer that Gantry runs on."
            value={path}
            onChange={(next) => {
              setPath(next);
              setError(undefined);
            }}
          />
          <Button type="submit" loading={isBusy} disabled={path.trim() === ''}>
            Add
          </Button>
        </div>
        {(error ?? lost) && <ErrorNotice error={(error ?? lost)!} />}
        <div className={dialog.buttons}>
          <Button variant="default" onClick={onClose}>
            Close
          </Button>
        </div>
      </form>
    </Modal>
  );
}

function foundText({ projects, isCut, error }: StackFolder): string {
  if (error) return error.message;
  const cut = isCut ? ' It has more folders than are looked through: the nearest are.' : '';
  if (projects.length === 0) return `No Compose file in it.${cut}`;
  const named = projects.slice(0, 4).join(', ');
  const more = projects.length > 4 ? ` and ${projects.length - 4} more` : '';
  return `${projects.length === 1 ? '1 stack' : `${projects.length} stacks`}: ${named}${more}.${cut}`;
}
