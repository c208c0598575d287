import { IconGitCompare, IconStack2 } from '@tabler/icons-react';
import { useLocation } from 'wouter';
import { useCommands } from '../../ui/index.ts';
import { useSelectedContext } from '../contexts/index.ts';
import { t } from './texts/index.ts';

/** The commands that lead to layers, on every page. Put it once in the layout. */
export function LayersHost() {
  const context = useSelectedContext();
  const [, navigate] = useLocation();
  const isEnabled = () => context?.state.type === 'connected';
  useCommands(() => [
    {
      id: 'layers.open',
      title: t('Explore the layers of an image'),
      section: t('Images'),
      keywords: ['docker image history', 'dive', 'files', 'wasted', 'packages'],
      icon: <IconStack2 />,
      isEnabled,
      run: () => navigate('/layers'),
    },
    {
      id: 'images.compare',
      title: t('Compare two images'),
      section: t('Images'),
      keywords: ['diff', 'tags', 'difference'],
      icon: <IconGitCompare />,
      isEnabled,
      run: () => navigate('/compare'),
    },
  ]);
  return null;
}
