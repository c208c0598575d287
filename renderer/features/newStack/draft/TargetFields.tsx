import { TextInput } from '@mantine/core';
import { ErrorNotice } from '../../../ui/index.ts';
import { PathField } from '../../paths/index.ts';
import styles from '../NewStack.module.css';
import type { Target } from './useTarget.ts';

/** The name and the folder of a new stack. */
export function TargetFields({ target }: { readonly target: Target }) {
  const { project, folder, error } = target;
  const isName = /^[a-z0-9][a-z0-9_-]*$/.test(project.trim());
  return (
    <>
      <div className={styles.target}>
        <TextInput
          label="Name"
          description="Of the stack; its containers begin with it."
          spellCheck={false}
          value={project}
          error={isName || project === '' ? undefined : 'Small letters, digits, “-” and “_”.'}
          onChange={(event) => target.setProject(event.currentTarget.value)}
        />
        <PathField
          label="Folder"
          description="Made where it is missing; nothing in it is written over."
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
