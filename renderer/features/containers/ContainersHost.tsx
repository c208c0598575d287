import { IconBox, IconPlus, IconTrashX } from '@tabler/icons-react';
import { useSelector } from 'react-redux';
import { type Command, deferred, useCommands, usePaletteSource } from '../../ui/index.ts';
import { containerActionsSlice } from './actions/actionsSlice.ts';
import { type ContainerCommand, containerCommands } from './actions/commands.tsx';
import { type ContainerActions, useActions } from './actions/useActions.ts';
import type { OnBuild } from './run/origin.ts';
import { containersSlice } from './store/containersSlice.ts';
import { containersViewSlice } from './store/viewSlice.ts';
import { stateText } from './text/state.ts';
import { usePreload } from '../../ui/usePreload.ts';
import type { ContainerSummary } from '../../../contract/model/container.ts';
import { t } from './texts/index.ts';

const Dialogs = deferred(async () => (await import('./actions/Dialogs.tsx')).Dialogs);
const PARTS = [Dialogs];

const MAX_FOUND = 25;

/** The commands and dialogs of containers, on every page. Put it once in the layout. */
export function ContainersHost({ onBuild }: { readonly onBuild?: OnBuild }) {
  const listActions = useActions();
  // From any page: the name is changed where the container is shown.
  const actions: ContainerActions = {
    ...listActions,
    rename(id) {
      listActions.open(id);
      listActions.rename(id, 'header');
    },
  };
  const containers = useSelector(containersSlice.selectors.selectItems);
  const dialog = useSelector(containersViewSlice.selectors.selectDialog);
  const outcome = useSelector(containerActionsSlice.selectors.selectOutcome);

  useCommands(() => [
    {
      id: 'containers.run',
      title: t('Run a container…'),
      section: t('Containers'),
      keywords: ['create', 'new', 'docker run', 'start'],
      icon: <IconPlus />,
      shortcut: 'c',
      run: () => actions.ask({ type: 'run' }),
    },
    {
      id: 'containers.prune',
      title: t('Remove stopped containers…'),
      section: t('Containers'),
      keywords: ['prune', 'clean', 'delete'],
      icon: <IconTrashX />,
      isEnabled: () => containers.some(({ state }) => state !== 'running' && state !== 'paused'),
      run: () => actions.ask({ type: 'prune' }),
    },
  ]);
  usePaletteSource((query) => commandsFor(containers, query, actions));

  usePreload(PARTS);
  return dialog || outcome ? <Dialogs onBuild={onBuild} /> : null;
}

/** “Open web”, “Stop web”, “Logs web”: for the containers whose names hold one of the words. */
function commandsFor(
  containers: readonly ContainerSummary[],
  query: string,
  actions: ContainerActions,
): readonly Command[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return [];
  const found = containers.filter(({ name, image, id }) =>
    words.some(
      (word) => name.toLowerCase().includes(word) || image.toLowerCase().includes(word) || id.startsWith(word),
    ),
  );
  const commands = containerCommands(actions).filter(({ group }) => group !== 'copy');
  if (found.length === 0) {
    // “Open a terminal”: in which one is the next question.
    const isWanted = words.some((word) => TERMINAL_WORD.test(word));
    const terminals = commands.filter(({ titleFor }) => titleFor);
    const running = isWanted ? containers.filter(({ state }) => state === 'running') : [];
    return running.slice(0, MAX_FOUND).flatMap((container) => terminals.map((command) => entryOf(command, container)));
  }
  return found.slice(0, MAX_FOUND).flatMap((container) => [
    {
      id: `container.${container.id}.open`,
      title: container.name,
      section: t('Open a container'),
      detail: `${stateText(container)} · ${container.image}`,
      keywords: ['open', 'container'],
      icon: <IconBox />,
      run: () => actions.open(container.id),
    },
    ...commands
      .filter(({ isFor }) => words.length > 1 && isFor([container]))
      .map((command) => entryOf(command, container)),
  ]);
}

const TERMINAL_WORD = /^(term|shell|exec|attach)/;

function entryOf(command: ContainerCommand, container: ContainerSummary): Command {
  const { title, titleFor, keywords, icon } = command;
  return {
    id: `container.${container.id}.${command.id}`,
    title: titleFor?.(container.name) ?? `${title.replace('…', '')} ${container.name}${title.endsWith('…') ? '…' : ''}`,
    section: t('Containers'),
    detail: stateText(container),
    keywords,
    icon,
    run: () => command.run([container]),
  };
}
