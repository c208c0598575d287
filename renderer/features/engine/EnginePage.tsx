import { useLocation, useRoute } from 'wouter';
import { Page, PageHeader, type Tab, Tabs } from '../../ui/index.ts';
import { ConfigTab } from './ConfigTab.tsx';
import { DetailsTab } from './DetailsTab.tsx';
import { LogTab } from './LogTab.tsx';
import { OwnEngineTab } from './OwnEngineTab.tsx';
import { t } from './texts/index.ts';

type TabId = 'details' | 'own' | 'configuration' | 'log';

const tabs = (): readonly Tab<TabId>[] => [
  { id: 'details', label: t('Details') },
  { id: 'own', label: t('Gantry’s engine') },
  { id: 'configuration', label: t('Configuration') },
  { id: 'log', label: t('Log') },
];

export function EnginePage() {
  const [, params] = useRoute('/engine/:tab?');
  const [, navigate] = useLocation();
  const tab = tabs().find(({ id }) => id === params?.tab)?.id ?? 'details';
  return (
    <Page>
      <PageHeader title={t('Engine')} />
      <Tabs
        label={t('Engine')}
        tabs={tabs()}
        value={tab}
        onChange={(id) => navigate(id === 'details' ? '/engine' : `/engine/${id}`)}
      >
        {tab === 'details' && <DetailsTab />}
        {tab === 'own' && <OwnEngineTab />}
        {tab === 'configuration' && <ConfigTab />}
        {tab === 'log' && <LogTab />}
      </Tabs>
    </Page>
  );
}
