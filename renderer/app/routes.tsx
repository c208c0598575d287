import { Redirect, Route, Switch } from 'wouter';
import { ActivityPage } from '../features/activity/index.ts';
import { BuildCachePage } from '../features/buildCache/index.ts';
import { BuildersPage } from '../features/builders/index.ts';
import { BuildsPage } from '../features/builds/index.ts';
import { ContainerChangesPage } from '../features/containerChange/index.ts';
import { ContainersPage } from '../features/containers/index.ts';
import { ContextsPage } from '../features/contexts/index.ts';
import { ComparePage } from '../features/compare/index.ts';
import { DiskPage, RulesPage } from '../features/disk/index.ts';
import { EnginePage } from '../features/engine/index.ts';
import { FirstRunPage } from '../features/firstRun/index.ts';
import { LayersPage } from '../features/layers/index.ts';
import { ImagesPage } from '../features/images/index.ts';
import { MapPage, NetworksPage, PortsPage, TryPage } from '../features/networks/index.ts';
import { NewStackPage } from '../features/newStack/index.ts';
import { SearchPage } from '../features/search/index.ts';
import { RegistriesPage } from '../features/registries/index.ts';
import { GlossaryPage } from '../features/help/index.ts';
import { SettingsPage } from '../features/settings/index.ts';
import { StacksPage } from '../features/stacks/index.ts';
import { TerminalsPage } from '../features/terminal/index.ts';
import { OnContext } from '../features/together/index.ts';
import { VolumesPage } from '../features/volumes/index.ts';
import { decodePart } from '../ui/decodePart.ts';
import { ComposeRoute, StackEditRoute } from './ComposeRoute.tsx';
import { DockerfileRoute } from './DockerfileRoute.tsx';
import { LogsRoute } from './LogsRoute.tsx';
import { TroubleshootingPage } from '../features/troubleshooting/index.ts';
import { TogetherRoute } from './TogetherRoute.tsx';

/** Everything after “#”. What is not known leads to the containers. */
export function AppRoutes() {
  return (
    <Switch>
      <Route path="/containers/:id?/:tab?">
        <ContainersPage />
      </Route>
      <Route path="/together/:noun?">{({ noun }) => <TogetherRoute noun={noun} />}</Route>
      <Route path="/on/:context/*?">
        {({ context, '*': place = '' }) => <OnContext context={decodePart(context) ?? ''} place={`/${place}`} />}
      </Route>
      <Route path="/stacks/:project/edit/*?">
        {({ project, '*': file }) => <StackEditRoute project={decodePart(project) ?? ''} file={decodePart(file)} />}
      </Route>
      <Route path="/stacks/:project?/:tab?">
        <StacksPage />
      </Route>
      <Route path="/new-stack/:way?/:template?">
        <NewStackPage />
      </Route>
      <Route path="/undo">
        <ContainerChangesPage />
      </Route>
      <Route path="/images/:id?/:tab?">
        <ImagesPage />
      </Route>
      <Route path="/networks/map/:id?">
        <MapPage />
      </Route>
      <Route path="/networks/try/:from?/:to?">
        <TryPage />
      </Route>
      <Route path="/networks/ports/:id">
        <PortsPage />
      </Route>
      <Route path="/networks/:id?/:tab?">
        <NetworksPage />
      </Route>
      <Route path="/volumes/:id?/:tab?">
        <VolumesPage />
      </Route>
      <Route path="/registries/:name?/:tab?">
        <RegistriesPage />
      </Route>
      <Route path="/logs">
        <LogsRoute />
      </Route>
      <Route path="/terminals">
        <TerminalsPage />
      </Route>
      <Route path="/builds/:id?/:tab?">
        <BuildsPage />
      </Route>
      <Route path="/activity/:tab?">
        <ActivityPage />
      </Route>
      <Route path="/engine/:tab?">
        <EnginePage />
      </Route>
      <Route path="/contexts">
        <ContextsPage />
      </Route>
      <Route path="/dockerfile/*?">
        <DockerfileRoute />
      </Route>
      <Route path="/compose/*?">
        <ComposeRoute />
      </Route>
      <Route path="/build-cache">
        <BuildCachePage />
      </Route>
      <Route path="/disk/rules">
        <RulesPage />
      </Route>
      <Route path="/disk">
        <DiskPage />
      </Route>
      <Route path="/builders/:name?">
        <BuildersPage />
      </Route>
      <Route path="/layers/:image?">{({ image }) => <LayersPage image={decodePart(image)} />}</Route>
      <Route path="/compare/:before?/:after?">
        {({ before, after }) => <ComparePage before={decodePart(before)} after={decodePart(after)} />}
      </Route>
      <Route path="/search">
        <SearchPage />
      </Route>
      <Route path="/glossary">
        <GlossaryPage />
      </Route>
      <Route path="/troubleshooting">
        <TroubleshootingPage />
      </Route>
      <Route path="/welcome/:step?">
        <FirstRunPage />
      </Route>
      <Route path="/settings">
        <SettingsPage />
      </Route>
      <Route>
        <Redirect to="/containers" replace />
      </Route>
    </Switch>
  );
}
