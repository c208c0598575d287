import { Button } from '@mantine/core';
import { IconAlertTriangle, IconFileText } from '@tabler/icons-react';
import type { ChangePreview } from '../../../contract/model/containerChange.ts';
import type { RunSettings } from '../../../contract/model/run.ts';
import styles from './ContainerChange.module.css';
import { Sentence, t } from './texts/index.ts';

type Stack = NonNullable<ChangePreview['stack']>;

/** What Compose wrote on a container of its own. */
export function stackIn({ labels }: Pick<RunSettings, 'labels'>): Stack | undefined {
  const valueOf = (name: string) => labels.find((label) => label.name === `com.docker.compose.${name}`)?.value;
  const project = valueOf('project');
  const files = valueOf('project.config_files') ?? '';
  return project ? { project, files: files.split(',').filter(Boolean) } : undefined;
}

interface StackNoticeProps {
  readonly stack: Stack;
  /** The person goes to its Compose file instead. */
  readonly onLeave: () => void;
}

/** Compose makes its containers as its file says: what is changed only here is gone with the next `up`. */
export function StackNotice({ stack: { project, files }, onLeave }: StackNoticeProps) {
  return (
    <div className={styles.stack}>
      <IconAlertTriangle size={14} stroke={1.75} aria-hidden="true" />
      <div>
        <Sentence
          text="It belongs to the stack “{{project}}”: its Compose file says how it is, and the next {{code}} brings that back."
          parts={{ project, code: <code>docker compose up</code> }}
        />{' '}
        {files.length > 0 && (
          <Sentence text="Change it there: {{files}}" parts={{ files: <code>{files.join(', ')}</code> }} />
        )}
        <Button
          component="a"
          href={`#/stacks/${encodeURIComponent(project)}/edit`}
          size="xs"
          variant="default"
          leftSection={<IconFileText size={14} aria-hidden="true" />}
          onClick={onLeave}
        >
          {t('Edit the Compose file')}
        </Button>
      </div>
    </div>
  );
}
