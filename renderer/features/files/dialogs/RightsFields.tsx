import { TextInput } from '@mantine/core';
import styles from '../Files.module.css';
import { isId, isMode, type RightsDraft } from './rights.ts';
import { t } from '../texts/index.ts';

interface RightsFieldsProps {
  readonly draft: RightsDraft;
  readonly onChange: (draft: RightsDraft) => void;
  /** Which of the two modes matter. */
  readonly kinds: readonly ('file' | 'directory')[];
}

/** Rights in octal, as `chmod` takes them, and the owner by number, as the container counts users. */
export function RightsFields({ draft, onChange, kinds }: RightsFieldsProps) {
  const field = (key: keyof RightsDraft, label: string, isRight: (text: string) => boolean, problem: string) => (
    <TextInput
      label={label}
      value={draft[key]}
      error={isRight(draft[key]) ? undefined : problem}
      classNames={{ input: styles.monoInput }}
      onChange={(event) => onChange({ ...draft, [key]: event.currentTarget.value })}
    />
  );
  return (
    <div className={styles.fields}>
      {kinds.includes('file') && field('fileMode', t('Rights of files'), isMode, t('Three or four digits from 0 to 7'))}
      {kinds.includes('directory') &&
        field('directoryMode', t('Rights of directories'), isMode, t('Three or four digits from 0 to 7'))}
      {field('userId', t('User id'), isId, t('A number'))}
      {field('groupId', t('Group id'), isId, t('A number'))}
    </div>
  );
}
