import { IconWorldSearch } from '@tabler/icons-react';
import { useLocation } from 'wouter';
import { useCommands } from '../../ui/index.ts';
import { t } from './texts/index.ts';

/** The command that leads to the search, on every page. Put it once in the layout. */
export function SearchHost() {
  const [, navigate] = useLocation();
  useCommands(() => [
    {
      id: 'images.search',
      title: t('Search for images'),
      section: t('Images'),
      keywords: ['docker hub', 'docker search', 'registry', 'find'],
      icon: <IconWorldSearch />,
      run: () => navigate('/search'),
    },
  ]);
  return null;
}
