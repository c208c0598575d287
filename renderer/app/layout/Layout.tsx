import type { BuildSettings } from '../../../contract/model/build.ts';
import { useEffect } from 'react';
import { useLocation } from 'wouter';
import { WhatHappenedHost } from '../../features/activity/index.ts';
import { BuildsHost, openBuildForm } from '../../features/builds/index.ts';
import { ContainerChangeHost } from '../../features/containerChange/index.ts';
import { ContainersHost } from '../../features/containers/index.ts';
import { CopiesHost } from '../../features/copies/index.ts';
import { SignInHost } from '../../features/contexts/index.ts';
import { PageHelp } from '../../features/help/index.ts';
import { FirstRunHost } from '../../features/firstRun/index.ts';
import { ImagesHost } from '../../features/images/index.ts';
import { LayersHost } from '../../features/layers/index.ts';
import { NetworksHost } from '../../features/networks/index.ts';
import { NewStackHost } from '../../features/newStack/index.ts';
import { NotificationsHost } from '../../features/notifications/index.ts';
import { OpenedHost } from '../../features/opened/index.ts';
import { PaletteHost } from '../../features/palette/index.ts';
import { RegistriesHost } from '../../features/registries/index.ts';
import { PullHost } from '../../features/pull/index.ts';
import { PushHost } from '../../features/push/index.ts';
import { SearchHost } from '../../features/search/index.ts';
import { arePlainKeysOn, SettingsCommands, StartupNotices } from '../../features/settings/index.ts';
import { ConnectionBanner, ConnectionRefused, PageBoundary, ShortcutHelpHost } from '../../features/shell/index.ts';
import { StackRunsHost } from '../../features/stackRuns/index.ts';
import { StacksHost } from '../../features/stacks/index.ts';
import { UpdatesHost } from '../../features/updates/index.ts';
import { VolumesHost } from '../../features/volumes/index.ts';
import { useConnectionState } from '../../rpc/index.ts';
import { HeaderHelpProvider, listenForShortcuts, TooltipLayer } from '../../ui/index.ts';
import { AppRoutes } from '../routes.tsx';
import { BuildCommands } from './BuildCommands.tsx';
import { ContainerEditor } from './ContainerEditor.tsx';
import styles from './Layout.module.css';
import { Navigation } from './Navigation.tsx';
import { StatusBar } from './StatusBar.tsx';
import { t } from '../texts/index.ts';

const PAGE_HELP = <PageHelp />;

export function Layout() {
  const connection = useConnectionState();
  const [location] = useLocation();
  useEffect(() => listenForShortcuts(document, { arePlainKeysOn }), []);
  if (connection.type === 'refused') return <ConnectionRefused message={connection.message} />;
  return (
    <div className={styles.app}>
      <a className={styles.skip} href="#main" onClick={skipToMain}>
        {t('Skip to the content')}
      </a>
      <ConnectionBanner />
      <div className={styles.window}>
        <Navigation />
        <main id="main" className={styles.main} tabIndex={-1}>
          <PageBoundary place={location.split('/')[1] ?? ''}>
            <HeaderHelpProvider value={PAGE_HELP}>
              <AppRoutes />
            </HeaderHelpProvider>
          </PageBoundary>
        </main>
      </div>
      <StatusBar />
      <ContainersHost onBuild={openPastedBuild} />
      <ContainerChangeHost Editor={ContainerEditor} />
      <ImagesHost />
      <NetworksHost />
      <LayersHost />
      <PullHost />
      <PushHost />
      <SearchHost />
      <StacksHost />
      <NewStackHost />
      <StackRunsHost />
      <CopiesHost />
      <UpdatesHost />
      <VolumesHost />
      <BuildsHost />
      <BuildCommands />
      <RegistriesHost />
      <SignInHost />
      <PaletteHost />
      <FirstRunHost />
      <OpenedHost />
      <NotificationsHost />
      <WhatHappenedHost />
      <ShortcutHelpHost />
      <SettingsCommands />
      <StartupNotices />
      <TooltipLayer />
    </div>
  );
}

const openPastedBuild = (settings: BuildSettings, remarks: readonly string[]) =>
  openBuildForm(settings, { text: t('From the command that was pasted.'), remarks });

// The address after “#” is the route: the link must not change it.
function skipToMain(event: { preventDefault: () => void }): void {
  event.preventDefault();
  document.getElementById('main')?.focus();
}
