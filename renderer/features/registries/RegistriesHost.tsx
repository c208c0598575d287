import { IconPlus, IconServerCog } from '@tabler/icons-react';
import { useLocation } from 'wouter';
import { useCommands } from '../../ui/index.ts';
import { useSelectedContext } from '../contexts/index.ts';
import { addFlag, localFlag } from './flags.ts';
import { t } from './texts/index.ts';

/** The commands of registries, on every page. Put it once in the layout. */
export function RegistriesHost() {
  const context = useSelectedContext();
  const [location, navigate] = useLocation();
  const open = (flag: typeof addFlag) => {
    if (!location.startsWith('/registries')) navigate('/registries');
    flag.set(true);
  };
  useCommands(() => [
    {
      id: 'registries.add',
      title: t('Add a registry…'),
      section: t('Registries'),
      keywords: ['login', 'sign in', 'ghcr', 'quay', 'harbor'],
      icon: <IconPlus />,
      run: () => open(addFlag),
    },
    {
      id: 'registries.local',
      title: t('Start a local registry…'),
      section: t('Registries'),
      keywords: ['registry:2', 'registry:3', 'private', '5000'],
      icon: <IconServerCog />,
      isEnabled: () => context?.state.type === 'connected',
      run: () => open(localFlag),
    },
  ]);
  return null;
}
