import {
  IconNetwork,
  IconPlugConnected,
  IconPlus,
  IconRouteX2,
  IconTopologyStar3,
  IconTrashX,
} from '@tabler/icons-react';
import { useSelector } from 'react-redux';
import { useLocation } from 'wouter';
import { deferred, useCommands, usePaletteSource } from '../../ui/index.ts';
import { connecting } from '../connecting/index.ts';
import { useSelectedContext } from '../contexts/index.ts';
import { useNetworkActions } from './actions/useNetworkActions.ts';
import { networksSlice } from './store/networksSlice.ts';
import { networksViewSlice } from './store/viewSlice.ts';
import { t } from './texts/index.ts';

const Dialogs = deferred(async () => (await import('./actions/Dialogs.tsx')).Dialogs);
const ConnectToDialog = deferred(async () => (await import('./actions/ConnectToDialog.tsx')).ConnectToDialog);
const MAX_FOUND = 15;

/** The commands and dialogs of networks, on every page. Put it once in the layout. */
export function NetworksHost() {
  const context = useSelectedContext();
  const actions = useNetworkActions();
  const [, navigate] = useLocation();
  const networks = useSelector(networksSlice.selectors.selectItems);
  const dialog = useSelector(networksViewSlice.selectors.selectDialog);
  const opened = connecting.useOpened();
  const isEnabled = () => context?.state.type === 'connected';
  useCommands(() => [
    {
      id: 'networks.create',
      title: t('Create a network…'),
      section: t('Networks'),
      keywords: ['subnet', 'bridge', 'docker network create'],
      icon: <IconPlus />,
      isEnabled,
      run: () => actions.ask({ type: 'create' }),
    },
    {
      id: 'networks.connect',
      title: t('Connect a container to a network…'),
      section: t('Networks'),
      keywords: ['join', 'docker network connect'],
      icon: <IconPlugConnected />,
      isEnabled,
      run: () => actions.ask({ type: 'connect' }),
    },
    {
      id: 'networks.prune',
      title: t('Remove unused networks…'),
      section: t('Networks'),
      keywords: ['prune', 'clean', 'docker network prune'],
      icon: <IconTrashX />,
      isEnabled,
      run: () => actions.ask({ type: 'prune' }),
    },
    {
      id: 'networks.map',
      title: t('Show the map of networks'),
      section: t('Networks'),
      keywords: ['topology', 'picture', 'graph'],
      icon: <IconTopologyStar3 />,
      run: () => navigate('/networks/map'),
    },
    {
      id: 'networks.try',
      title: t('Try a connection between containers'),
      section: t('Networks'),
      keywords: ['ping', 'reach', 'resolve', 'dns', 'test'],
      icon: <IconRouteX2 />,
      run: () => navigate('/networks/try'),
    },
  ]);
  usePaletteSource((query) => {
    const words = query.toLowerCase().split(/\s+/).filter(Boolean);
    if (words.length === 0) return [];
    return networks
      .filter(({ name }) => words.some((word) => name.toLowerCase().includes(word)))
      .slice(0, MAX_FOUND)
      .map(({ id, name }) => ({
        id: `network.${id}.open`,
        title: name,
        section: t('Open a network'),
        keywords: ['network', 'open'],
        icon: <IconNetwork />,
        run: () => actions.open(id),
      }));
  });
  if (!context) return null;
  const props = { context: context.name, cliArgs: context.cliArgs ?? [] };
  return (
    <>
      {dialog && <Dialogs {...props} />}
      {opened && <ConnectToDialog key={opened.fromId} {...props} {...opened} onClose={connecting.close} />}
    </>
  );
}
