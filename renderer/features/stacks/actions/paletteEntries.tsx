import { IconBoxMultiple, IconFileText, IconRefresh, IconStack2, IconTrash } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { client } from '../../../rpc/index.ts';
import type { Command } from '../../../ui/index.ts';
import { openStackRun } from '../../stackRuns/index.ts';
import type { StackActions } from './useStackActions.ts';
import { t } from '../texts/index.ts';

const MAX_FOUND = 15;

export interface StackFound {
  readonly project: string;
  readonly containerCount: number;
}

const RUNS = [
  ['up', (name: string) => t('Up {{name}}…', { name }), <IconStack2 key="up" />, 'docker compose up deploy plan'],
  ['restart', (name: string) => t('Restart {{name}}…', { name }), <IconRefresh key="re" />, 'docker compose restart'],
  ['down', (name: string) => t('Down {{name}}…', { name }), <IconTrash key="down" />, 'docker compose down remove'],
] as const;

/** The stacks whose names hold one of the words: to be opened, and with a second word “Up shop…”, “Logs shop”. */
export function stackEntries(
  stacks: readonly StackFound[],
  query: string,
  context: string,
  actions: StackActions,
): readonly Command[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  const found = stacks.filter(({ project }) => words.some((word) => project.includes(word)));
  return found
    .slice(0, MAX_FOUND)
    .flatMap((stack) => [
      openEntry(stack, actions),
      ...(words.length > 1 ? [...runEntries(stack, context), ...logsEntries(stack, actions)] : []),
    ]);
}

const openEntry = ({ project }: StackFound, actions: StackActions): Command => ({
  id: `stack.${project}.open`,
  title: project,
  section: t('Open a stack'),
  keywords: ['stack', 'compose', 'project', 'open'],
  icon: <IconBoxMultiple />,
  run: () => actions.open(project),
});

const runEntries = ({ project, containerCount }: StackFound, context: string): readonly Command[] =>
  RUNS.filter(([kind]) => kind !== 'restart' || containerCount > 0).map(([kind, titleOf, icon, keywords]) =>
    entry(project, kind, titleOf(project), icon, keywords.split(' '), () => {
      void runTarget(context, project).then((stack) => openStackRun({ kind, stack }));
    }),
  );

const logsEntries = ({ project, containerCount }: StackFound, actions: StackActions): readonly Command[] =>
  containerCount === 0
    ? []
    : [
        entry(
          project,
          'logs',
          t('Logs {{project}}', { project }),
          <IconFileText />,
          ['docker compose logs', 'output'],
          () => actions.open(project, 'logs'),
        ),
      ];

const entry = (
  project: string,
  id: string,
  title: string,
  icon: ReactNode,
  keywords: readonly string[],
  run: () => void,
): Command => ({ id: `stack.${project}.${id}`, title, section: t('Stacks'), keywords, icon, run });

/** The list of stacks may not have been looked at yet: its files are asked for. Without them the dialog says what is missing. */
async function runTarget(context: string, project: string) {
  const detail = await client.stacks.inspect({ context, project }).catch(() => undefined);
  const files = detail?.definition.type === 'here' ? detail.files : undefined;
  return { context, project, ...(files && { files }) };
}
