import { IconHammer } from '@tabler/icons-react';
import { type Command, deferred, fetchLateCode, useCommands, usePaletteSource } from '../../ui/index.ts';
import { useSelectedContext } from '../contexts/index.ts';
import { formFlag, openBuildForm } from './form/formFlag.ts';
import { t } from './texts/index.ts';

const BuildDrawer = deferred(async () => (await import('./form/BuildDrawer.tsx')).BuildDrawer);

/** The commands and the form of builds, on every page. Put it once in the layout. */
export function BuildsHost() {
  const context = useSelectedContext();
  const isOpen = formFlag.useOwner();
  useCommands(() => [
    {
      id: 'builds.build',
      title: t('Build an image…'),
      section: t('Builds'),
      keywords: ['docker build', 'buildx', 'dockerfile'],
      icon: <IconHammer />,
      shortcut: 'b',
      isEnabled: () => context?.state.type === 'connected',
      run: () => openBuildForm(),
    },
  ]);
  usePaletteSource((query) => (context?.state.type === 'connected' ? pastedBuild(query) : []));
  if (!isOpen || !context) return null;
  return <BuildDrawer key={context.name} context={context.name} onClose={() => formFlag.set(false)} />;
}

/** `sudo docker build -t web .`, with the dashes of a book too. */
const BUILD_LINE = /^\s*([$#>]\s*)?(sudo\s.*?)?(docker|podman|nerdctl)\s+((buildx|image|builder)\s+)?(build|b)\s+\S/i;

/** A line that was pasted where commands are looked for. */
function pastedBuild(query: string): readonly Command[] {
  if (!BUILD_LINE.test(query)) return [];
  return [
    {
      id: 'builds.pasted',
      title: t('Build as this command says…'),
      section: t('Builds'),
      keywords: [query],
      icon: <IconHammer />,
      run: () => void openPasted(query),
    },
  ];
}

// The reader of commands is large: it comes when something is to be read.
async function openPasted(line: string): Promise<void> {
  await fetchLateCode();
  const { readRunText } = await import('../../../contract/runText/readRunText.ts');
  const { builds, notes } = readRunText(line);
  const remarks = notes.filter(({ severity }) => severity !== 'info').map(({ message }) => message);
  openBuildForm(builds[0], { text: t('From the command that was pasted.'), remarks });
}
