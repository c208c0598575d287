import { IconWorldSearch } from '@tabler/icons-react';
import { useLocation } from 'wouter';
import { useCommands } from '../../ui/index.ts';

/** The command that leads to the search, on every page. Put it once in the layout. */
export function SearchHost() {
  const [, navigate] = useLocation();
  useCommands(() => [
    {
      id: 'images.search',
      title: 'Search for images',
      section: 'Images',
      keywords: ['docker hub', 'docker search', 'registry', 'find'],
      icon: <IconWorldSearch />,
      run: () => navigate('/search'),
    },
  ]);
  return null;
}
