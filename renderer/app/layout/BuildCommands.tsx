import { IconDatabase, IconFileCode, IconServerCog } from '@tabler/icons-react';
import { useLocation } from 'wouter';
import { useCommands } from '../../ui/index.ts';

/** The ways to what belongs to builds, from every page. */
export function BuildCommands() {
  const [, navigate] = useLocation();
  useCommands(() => [
    {
      id: 'dockerfile.open',
      title: 'Open a Dockerfile',
      section: 'Builds',
      keywords: ['edit', 'editor', 'lint', 'template'],
      icon: <IconFileCode />,
      run: () => navigate('/dockerfile'),
    },
    {
      id: 'buildCache.show',
      title: 'Show the build cache',
      section: 'Builds',
      keywords: ['docker buildx du', 'disk', 'space'],
      icon: <IconDatabase />,
      run: () => navigate('/build-cache'),
    },
    {
      id: 'builders.show',
      title: 'Show the builders',
      section: 'Builds',
      keywords: ['docker buildx ls', 'instances', 'platforms'],
      icon: <IconServerCog />,
      run: () => navigate('/builders'),
    },
  ]);
  return null;
}
