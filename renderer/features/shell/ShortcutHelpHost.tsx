import { IconKeyboard } from '@tabler/icons-react';
import { useState } from 'react';
import { deferred, useCommands } from '../../ui/index.ts';
import { t } from './texts/index.ts';

const ShortcutHelp = deferred(async () => (await import('./ShortcutHelp.tsx')).ShortcutHelp);

/** Opens the list of shortcuts on “?”. */
export function ShortcutHelpHost() {
  const [isOpen, setOpen] = useState(false);
  useCommands(() => [
    {
      id: 'shell.shortcuts',
      title: t('Show keyboard shortcuts'),
      section: t('General'),
      icon: <IconKeyboard />,
      shortcut: '?',
      run: () => setOpen(true),
    },
  ]);
  return isOpen ? <ShortcutHelp onClose={() => setOpen(false)} /> : null;
}
