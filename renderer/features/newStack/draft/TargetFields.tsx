import { TextInput } from '@mantine/core';
import { ErrorNotice } from '../../../ui/index.ts';
import { PathField } from '../../paths/index.ts';
import styles from '../NewStack.module.css';
import type { Target } from './useTarget.ts';
import { t } from '../texts/index.ts';

/** The name and the folder of a new stack. */
export function TargetFields({ target }: { readonly target: Target }) {
  const { project, folder, error } = target;
  const isName = /^[a-z0-9][a-z0-9_-]*$/.test(project.trim());
  return (
    <>
      <div className={styles.target}>
        <TextInput
          label={t('Name')}
          description={t('Of the stack; its containers begin with it.')}
          spellCheck={false}
          value={project}
          error={isName || project === '' ? undefined : t('Small letters, digits, “-” and “_”.')}
          onChange={(event) => target.setProject(event.currentTarget.value)}
        />
        <PathField
          label={t('Folder')}
          description={t('Made where it is missing; nothing in it is written over.')}
          value={folder}
          onChange={target.setFolder}
        />
      </div>
      {error && <ErrorNotice error={error} />}
    </>
  );
}

export const canCreate = ({ project, folder, isBusy }: Target): boolean =>
  /^[a-z0-9][a-z0-9_-]*$/.test(project.trim()) && folder.trim() !== '' && !isBusy;
