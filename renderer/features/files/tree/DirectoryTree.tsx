import { IconAlertTriangle, IconFolder, IconFolderOpen } from '@tabler/icons-react';
import { useMemo } from 'react';
import type { FileAccess, FileSource } from '../../../../contract/model/files.ts';
import { LazyTree } from '../../../ui/json/LazyTree.tsx';
import styles from '../Files.module.css';
import type { Listing } from '../list/useListing.ts';
import { type DirectoryLine, directoryLines, nearestLine } from './directoryLines.ts';
import { useDirectories } from './useDirectories.ts';
import { t } from '../texts/index.ts';

interface DirectoryTreeProps {
  readonly source: FileSource;
  readonly way: FileAccess['way'];
  readonly rootName: string;
  /** What the list shows, which the tree follows. */
  readonly listing: Listing | undefined;
  readonly turn: number;
  readonly isLoading: boolean;
  /** Shows a directory in the list. */
  readonly onOpen: (path: string) => void;
}

/** The directories beside the list: where one is among them, and the way to others. */
export function DirectoryTree({ source, way, rootName, listing, turn, isLoading, onOpen }: DirectoryTreeProps) {
  const { levels, open, toggle, retry } = useDirectories({ source, way, listing, turn, isLoading });
  const here = listing?.path ?? '/';
  const lines = useMemo(() => directoryLines(levels, open, rootName, here), [levels, open, rootName, here]);
  const current = useMemo(() => nearestLine(lines, here), [lines, here]);

  function activate({ kind, path }: DirectoryLine) {
    if (kind === 'error') retry(path);
    else if (kind !== 'waiting') onOpen(path);
  }
  return (
    <nav className={styles.tree} aria-label={t('Directories')}>
      <LazyTree
        label={t('Directories')}
        lines={lines}
        currentId={current}
        revealId={current}
        isArrowApart
        textOf={({ text }) => text}
        onToggle={({ path }, isOpen) => toggle(path, isOpen)}
        onActivate={activate}
        render={(line) => <Line line={line} isHere={line.id === here} />}
      />
    </nav>
  );
}

function Line({ line: { kind, text }, isHere }: { readonly line: DirectoryLine; readonly isHere: boolean }) {
  if (kind === 'error') {
    return (
      <span className={styles.treeError} title={text}>
        <IconAlertTriangle aria-hidden="true" />
        {`${text} `}
        <span className={styles.treeAgain}>{t('Try again')}</span>
      </span>
    );
  }
  if (kind !== 'directory')
    return (
      <span className={styles.treeSaid} data-kind={kind}>
        {text}
      </span>
    );
  return (
    <span className={styles.treeName} data-here={isHere || undefined} title={text}>
      {isHere ? <IconFolderOpen aria-hidden="true" /> : <IconFolder aria-hidden="true" />}
      {text}
    </span>
  );
}
