import type { ReactNode } from 'react';
import { useLocation, useRoute } from 'wouter';
import { Page, PageHeader, type Tab, Tabs } from '../../ui/index.ts';
import { decodePart } from '../../ui/decodePart.ts';
import { useSelectedContext } from '../contexts/index.ts';
import { EngineUnavailable } from '../engine/index.ts';
import { newStackRoute, type Way, WAYS } from './routePath.ts';
import { CommandsWay } from './ways/CommandsWay.tsx';
import { ContainersWay } from './ways/ContainersWay.tsx';
import { GitWay } from './ways/GitWay.tsx';
import { NothingWay } from './ways/NothingWay.tsx';
import { OldFileWay } from './ways/OldFileWay.tsx';
import { TemplateWay } from './ways/TemplateWay.tsx';
import styles from './NewStack.module.css';
import { t } from './texts/index.ts';

const LABELS: Record<Way, string> = {
  get template() {
    return t('Template');
  },
  get nothing() {
    return t('Empty');
  },
  get commands() {
    return t('docker run lines');
  },
  get containers() {
    return t('Containers');
  },
  get 'old-file'() {
    return t('Compose file');
  },
  get git() {
    return t('Git repository');
  },
};
const tabs = () => WAYS.map((id): Tab<Way> => ({ id, label: LABELS[id] }));

/** Where a stack begins: `/new-stack/:way`. */
export function NewStackPage() {
  const context = useSelectedContext();
  const [, navigate] = useLocation();
  const [, params] = useRoute('/new-stack/:way?/:template?');
  const way = WAYS.find((one) => one === params?.way) ?? 'template';
  const isConnected = context?.state.type === 'connected';
  return (
    <Page>
      <PageHeader title={t('New stack')} />
      {!context || !isConnected ? (
        <EngineUnavailable {...(context && { context })} />
      ) : (
        <Tabs
          label={t('What it is made from')}
          tabs={tabs()}
          value={way}
          onChange={(next) => navigate(newStackRoute(next), { replace: true })}
        >
          <div className={styles.panel}>{panelOf(way, context.name, decodePart(params?.template))}</div>
        </Tabs>
      )}
    </Page>
  );
}

function panelOf(way: Way, context: string, template: string | undefined): ReactNode {
  switch (way) {
    case 'template':
      return <TemplateWay context={context} id={template} />;
    case 'nothing':
      return <NothingWay context={context} />;
    case 'commands':
      return <CommandsWay context={context} />;
    case 'containers':
      return <ContainersWay context={context} />;
    case 'old-file':
      return <OldFileWay context={context} />;
    case 'git':
      return <GitWay context={context} />;
  }
}
