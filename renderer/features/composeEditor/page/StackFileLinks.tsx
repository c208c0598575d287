import { Button } from '@mantine/core';
import type { StackFiles } from '../../../../contract/model/stack.ts';
import type { ComposeSession } from '../session/session.ts';
import styles from './Page.module.css';
import { t } from '../texts/index.ts';

interface StackFileLinksProps {
  readonly session: ComposeSession;
  readonly stack: StackFiles;
  readonly onOpen: (path: string) => void;
}

/** The files that are read together with this one; later ones win. */
export function StackFileLinks({ session, stack, onOpen }: StackFileLinksProps) {
  if (stack.configFiles.length < 2) return null;
  return (
    <nav className={styles.stackFiles} aria-label={t('Files of the stack')}>
      {stack.configFiles.map((file) => (
        <Button
          key={file}
          variant={file === session.path ? 'light' : 'subtle'}
          aria-current={file === session.path ? 'page' : undefined}
          onClick={() => onOpen(file)}
        >
          {file.startsWith(`${stack.workingDir}/`) ? file.slice(stack.workingDir.length + 1) : file}
        </Button>
      ))}
    </nav>
  );
}
