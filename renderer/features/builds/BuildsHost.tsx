import { IconHammer } from '@tabler/icons-react';
import { deferred, useCommands } from '../../ui/index.ts';
import { useSelectedContext } from '../contexts/index.ts';
import { formFlag, openBuildForm } from './form/formFlag.ts';

const BuildDrawer = deferred(async () => (await import('./form/BuildDrawer.tsx')).BuildDrawer);

/** The commands and the form of builds, on every page. Put it once in the layout. */
export function BuildsHost() {
  const context = useSelectedContext();
  const isOpen = formFlag.useOwner();
  useCommands(() => [
    {
      id: 'builds.build',
      title: 'Build an image…',
      section: 'Builds',
      keywords: ['docker build', 'buildx', 'dockerfile'],
      icon: <IconHammer />,
      shortcut: 'b',
      isEnabled: () => context?.state.type === 'connected',
      run: () => openBuildForm(),
    },
  ]);
  if (!isOpen || !context) return null;
  return <BuildDrawer key={context.name} context={context.name} onClose={() => formFlag.set(false)} />;
}
