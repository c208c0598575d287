import { IconCommand } from '@tabler/icons-react';
import { useEffect } from 'react';
import { deferred, useCommands } from '../../ui/index.ts';
import { paletteFlag } from './paletteFlag.ts';
import { t } from './texts/index.ts';

const Palette = deferred(async () => (await import('./Palette.tsx')).Palette);
const IDLE_MS = 1500;

/** Listens for Ctrl/Cmd-K; the palette's code is fetched later than the page's. */
export function PaletteHost() {
  const isOpen = paletteFlag.useOwner();
  useCommands(() => [
    {
      id: 'palette.open',
      title: t('Search or run a command'),
      section: t('General'),
      icon: <IconCommand />,
      shortcut: 'mod+k',
      run: () => paletteFlag.set(!isOpen),
    },
  ]);
  // Fetched once the first list is on the screen: whoever types right after Ctrl-K must not lose a letter.
  useEffect(() => {
    const timer = setTimeout(() => void Palette.preload().catch(() => undefined), IDLE_MS);
    return () => clearTimeout(timer);
  }, []);

  return isOpen ? <Palette onClose={() => paletteFlag.set(false)} /> : null;
}
