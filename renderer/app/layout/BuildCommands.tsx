import { IconDatabase, IconFileCode, IconServerCog } from '@tabler/icons-react';
import { useLocation } from 'wouter';
import { useCommands } from '../../ui/index.ts';
import { t } from '../texts/index.ts';

/** The ways to what belongs to builds, from every page. */
export function BuildCommands() {
  const [, navigate] = useLocation();
  useCommands(() => [
    {
      id: 'dockerfile.open',
      title: t('Open a Dockerfile'),
      section: t('Builds'),
      keywords: ['edit', 'editor', 'lint', 'template'],
      icon: <IconFileCode />,
      run: () => navigate('/dockerfile'),
    },
    {
      id: 'buildCache.show',
      title: t('Show the build cache'),
      section: t('Builds'),
      keywords: ['docker buildx du', 'disk', 'space'],
      icon: <IconDatabase />,
      run: () => navigate('/build-cache'),
    },
    {
      id: 'builders.show',
      title: t('Show the builders'),
      section: t('Builds'),
      keywords: ['docker buildx ls', 'instances', 'platforms'],
      icon: <IconServerCog />,
      run: () => navigate('/builders'),
    },
  ]);
  return null;
}
