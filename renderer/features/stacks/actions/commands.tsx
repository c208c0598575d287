import {
  IconCopy,
  IconEraser,
  IconFileCode,
  IconFileText,
  IconPencil,
  IconServer2,
  IconTemplate,
} from '@tabler/icons-react';
import { copyText } from '../../../ui/index.ts';
import type { ListCommand } from '../../../ui/list/listTypes.ts';
import { openCopy } from '../../copies/index.ts';
import { openSaveTemplate } from '../../newStack/index.ts';
import { stackRunCommands } from '../../stackRuns/index.ts';
import type { StackRow } from '../list/stackRows.ts';
import { toRun } from './toRun.ts';
import type { StackActions } from './useStackActions.ts';
import { t } from '../texts/index.ts';

/** What can be done to stacks; menus, buttons, shortcuts and the palette are made from it. */
export function stackCommands(actions: StackActions, context: string): readonly ListCommand<StackRow>[] {
  const one = (rows: readonly StackRow[]) => rows.length === 1;
  const withFirst = (run: (row: StackRow) => void) => (rows: readonly StackRow[]) => {
    if (rows[0]) run(rows[0]);
  };
  const copy = (what: string, title: string, textOf: (row: StackRow) => string): ListCommand<StackRow> => ({
    id: `copy-${what}`,
    title,
    icon: <IconCopy />,
    group: 'copy',
    isFor: (rows) => rows.some((row) => textOf(row) !== ''),
    run: (rows) => void copyText(rows.map(textOf).filter(Boolean).join('\n')),
  });
  return [
    ...stackRunCommands<StackRow>(({ stack }) => toRun(context, stack)),
    {
      id: 'logs',
      title: t('Logs'),
      icon: <IconFileText />,
      group: 'use',
      shortcut: 'l',
      keywords: ['docker compose logs', 'output'],
      isSingle: true,
      isFor: (rows) => one(rows) && (rows[0]?.stack.containerCount ?? 0) > 0,
      run: withFirst(({ id }) => actions.open(id, 'logs')),
    },
    {
      id: 'edit',
      title: t('Edit'),
      icon: <IconPencil />,
      group: 'use',
      shortcut: 'e',
      keywords: ['compose.yaml', 'editor'],
      isSingle: true,
      isFor: (rows) => one(rows) && rows[0]?.stack.definition.type === 'here',
      run: withFirst(({ id }) => actions.edit(id)),
    },
    {
      id: 'files',
      title: t('Files, profiles…'),
      icon: <IconFileCode />,
      group: 'use',
      keywords: ['compose.yaml', 'env file', 'definition'],
      isSingle: true,
      isFor: one,
      run: withFirst(({ id }) => actions.open(id, 'files')),
    },
    {
      id: 'save-template',
      title: t('Save as a template…'),
      icon: <IconTemplate />,
      group: 'use',
      keywords: ['keep', 'catalogue'],
      isSingle: true,
      isFor: (rows) => one(rows) && rows[0]?.stack.definition.type === 'here',
      run: withFirst(({ id }) => openSaveTemplate({ context, project: id })),
    },
    {
      id: 'copy-to',
      title: t('Copy to another engine…'),
      icon: <IconServer2 />,
      group: 'use',
      keywords: ['context', 'migrate', 'move', 'send'],
      isSingle: true,
      isFor: (rows) => one(rows) && rows[0]?.stack.definition.type === 'here',
      run: withFirst(({ stack }) => openCopy({ type: 'stack', project: stack.project, files: stack.files })),
    },
    copy('name', t('Copy name'), ({ id }) => id),
    copy('folder', t('Copy folder'), ({ stack }) => stack.files?.workingDir ?? ''),
    copy('files', t('Copy files'), ({ stack }) => stack.files?.configFiles.join('\n') ?? ''),
    {
      id: 'forget',
      title: t('Forget…'),
      icon: <IconEraser />,
      group: 'forget',
      keywords: ['remove from the list'],
      isFor: (rows) => rows.some(({ stack }) => stack.origin.isRemembered),
      run: (rows) =>
        actions.ask({
          type: 'forget',
          projects: rows.filter(({ stack }) => stack.origin.isRemembered).map(({ id }) => id),
        }),
    },
  ];
}
