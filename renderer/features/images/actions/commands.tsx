import {
  IconCopy,
  IconFolders,
  IconGitCompare,
  IconPackageExport,
  IconPlayerPlay,
  IconStackFront,
  IconRefreshDot,
  IconServer2,
  IconTag,
  IconTrash,
  IconUpload,
} from '@tabler/icons-react';
import { copyText } from '../../../ui/index.ts';
import type { ListCommand } from '../../../ui/list/listTypes.ts';
import { openCopy } from '../../copies/index.ts';
import { openUpdates } from '../../updates/index.ts';
import { type ImageRow, isDangling } from '../list/imageRows.ts';
import type { ImageActions } from './useImageActions.ts';
import { t } from '../texts/index.ts';

export type ImageCommand = ListCommand<ImageRow>;

const any = (rows: readonly ImageRow[]) => rows.length > 0;
const one = (rows: readonly ImageRow[]) => rows.length === 1;

export function imageCommands(actions: ImageActions): readonly ImageCommand[] {
  const withFirst = (run: (row: ImageRow) => void) => (rows: readonly ImageRow[]) => {
    if (rows[0]) run(rows[0]);
  };
  const copy = (what: string, textOf: (row: ImageRow) => string | undefined): ImageCommand => ({
    id: `copy-${what}`,
    title: t('Copy {{what}}', { what }),
    icon: <IconCopy />,
    group: 'copy',
    isSingle: true,
    isFor: (rows) => rows.length === 1 && rows[0] !== undefined && textOf(rows[0]) !== undefined,
    run: withFirst((row) => void copyText(textOf(row) ?? '')),
  });
  return [
    {
      id: 'run',
      title: t('Run…'),
      icon: <IconPlayerPlay />,
      group: 'use',
      shortcut: 'r',
      keywords: ['container', 'start', 'docker run'],
      isSingle: true,
      isFor: one,
      run: withFirst(actions.run),
    },
    {
      id: 'tag',
      title: t('Tag…'),
      icon: <IconTag />,
      group: 'change',
      shortcut: 't',
      keywords: ['name', 'rename', 'docker image tag'],
      isSingle: true,
      isFor: one,
      run: withFirst(({ reference }) => actions.ask({ type: 'tag', reference })),
    },
    {
      id: 'push',
      title: t('Push…'),
      icon: <IconUpload />,
      group: 'change',
      shortcut: 'p',
      keywords: ['upload', 'publish', 'registry', 'docker push'],
      isSingle: true,
      isFor: one,
      run: withFirst(actions.push),
    },
    {
      id: 'save',
      title: t('Save as an archive'),
      icon: <IconPackageExport />,
      group: 'change',
      keywords: ['export', 'tar', 'docker image save'],
      isFor: any,
      run: actions.save,
    },
    {
      id: 'copy-to',
      title: t('Copy to another engine…'),
      icon: <IconServer2 />,
      group: 'change',
      keywords: ['context', 'migrate', 'send', 'docker image save', 'docker image load'],
      isSingle: true,
      isFor: one,
      run: withFirst(({ reference }) => openCopy({ type: 'image', reference })),
    },
    {
      id: 'layers',
      title: t('Layers and files'),
      icon: <IconStackFront />,
      group: 'use',
      shortcut: 'l',
      keywords: ['history', 'explore', 'wasted', 'docker image history'],
      isSingle: true,
      isFor: one,
      run: withFirst(actions.explore),
    },
    {
      id: 'compare',
      title: t('Compare…'),
      icon: <IconGitCompare />,
      group: 'use',
      keywords: ['diff', 'difference'],
      isFor: (rows) => rows.length === 1 || rows.length === 2,
      run: ([before, after]) => before && actions.compare(before, after),
    },
    {
      id: 'containers',
      title: t('Its containers'),
      icon: <IconFolders />,
      group: 'use',
      isSingle: true,
      isFor: (rows) => rows.length === 1 && (rows[0]?.users.length ?? 0) > 0,
      run: withFirst(({ id }) => actions.open(id, 'containers')),
    },
    {
      id: 'update',
      title: t('Update its containers…'),
      icon: <IconRefreshDot />,
      group: 'use',
      keywords: ['pull', 'newer', 'recreate', 'upgrade'],
      isSingle: true,
      isFor: (rows) => rows.length === 1 && rows[0] !== undefined && !isDangling(rows[0]) && rows[0].users.length > 0,
      run: withFirst(({ reference }) => openUpdates({ reference })),
    },
    copy('name', (row) => (isDangling(row) ? undefined : row.reference)),
    copy('id', ({ image }) => image.id),
    copy('digest', ({ image }) => image.digests[0]),
    {
      id: 'remove',
      title: t('Remove…'),
      icon: <IconTrash />,
      group: 'remove',
      shortcut: 'Delete',
      keywords: ['delete', 'untag', 'rmi', 'docker image rm'],
      isDangerous: true,
      isFor: any,
      run: (rows) => actions.ask({ type: 'remove', references: rows.map(({ reference }) => reference) }),
    },
  ];
}
