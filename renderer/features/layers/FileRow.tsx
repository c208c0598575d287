import { useEffect } from 'react';
import type { FileChange } from '../../../contract/model/imageFiles.ts';
import { formatSize, formatNumber } from '../../ui/index.ts';
import type { FileLine } from './fileLines.ts';
import styles from './Layers.module.css';
import { permissionsText } from './words.ts';
import { plural, t } from './texts/index.ts';

const LETTER: Readonly<Record<FileChange, string>> = { added: 'A', changed: 'C', removed: 'D', unchanged: '' };

interface FileRowProps {
  readonly line: FileLine;
  /** Results of a search are not under their directories. */
  readonly hasPath: boolean;
  readonly need: (path: string, page: number) => void;
}

export function FileRow({ line: { file, missing }, hasPath, need }: FileRowProps) {
  useEffect(() => {
    if (missing) need(missing.path, missing.page);
  }, [missing, need]);
  if (!file) return <span className={styles.faint}>…</span>;
  const { change, kind, wastedBy, target } = file;
  return (
    <>
      <span className={styles.kind} data-kind={change} title={change} aria-hidden="true">
        {LETTER[change]}
      </span>
      <span className={styles.fileName} data-kind={change} data-directory={kind === 'directory' || undefined}>
        {hasPath ? file.path : file.name}
        {change !== 'unchanged' && <span className="g-visually-hidden">, {change}</span>}
      </span>
      {target !== undefined && <span className={styles.faint}>→ {target}</span>}
      {wastedBy && change !== 'removed' && (
        <span
          className={styles.wastedMark}
          title={t('Its bytes are wasted: it is {{how}} in a later layer', { how: wastedBy.how })}
        >
          {t('{{how}} later', { how: wastedBy.how })}
        </span>
      )}
      <span className={styles.fileFacts}>
        <span>
          {file.files
            ? plural(file.files, '{{files}} file', '{{files}} files', { files: formatNumber(file.files) })
            : ''}
        </span>
        <span>{kind === 'directory' && !file.files ? '' : formatSize(file.sizeBytes)}</span>
        <span>{file.mode === undefined ? '' : permissionsText(file)}</span>
        <span>{file.userId === undefined ? '' : `${file.userId}:${file.groupId ?? 0}`}</span>
      </span>
    </>
  );
}
