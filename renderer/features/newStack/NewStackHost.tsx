import { IconCirclePlus, IconGitBranch, IconTemplate, IconTerminal2 } from '@tabler/icons-react';
import { useLocation } from 'wouter';
import { deferred, useCommands } from '../../ui/index.ts';
import { newStackRoute } from './routePath.ts';
import { saveTemplateOpener } from './saveTemplate.ts';
import { t } from './texts/index.ts';

const SaveTemplateDialog = deferred(
  async () => (await import('./templates/SaveTemplateDialog.tsx')).SaveTemplateDialog,
);

/** The ways to a new stack from every page, and the dialog that makes a template of one. Put it once in the layout. */
export function NewStackHost() {
  const [, navigate] = useLocation();
  const opened = saveTemplateOpener.useOpened();
  useCommands(() => [
    {
      id: 'stacks.new',
      title: t('New stack…'),
      section: t('Stacks'),
      keywords: ['create', 'compose.yaml', 'empty', 'containers'],
      icon: <IconCirclePlus />,
      run: () => navigate(newStackRoute('nothing')),
    },
    {
      id: 'stacks.new.template',
      title: t('New stack from a template…'),
      section: t('Stacks'),
      keywords: ['wordpress', 'postgres', 'catalogue', 'app'],
      icon: <IconTemplate />,
      run: () => navigate(newStackRoute('template')),
    },
    {
      id: 'stacks.new.commands',
      title: t('New stack from docker run lines…'),
      section: t('Stacks'),
      keywords: ['paste', 'convert', 'composerize'],
      icon: <IconTerminal2 />,
      run: () => navigate(newStackRoute('commands')),
    },
    {
      id: 'stacks.new.git',
      title: t('New stack from a Git repository…'),
      section: t('Stacks'),
      keywords: ['clone', 'github', 'gitlab'],
      icon: <IconGitBranch />,
      run: () => navigate(newStackRoute('git')),
    },
  ]);
  return opened ? <SaveTemplateDialog {...opened} onClose={saveTemplateOpener.close} /> : null;
}
