import { useLocation, useRoute } from 'wouter';
import { Page, PageHeader, type Tab, Tabs } from '../../ui/index.ts';
import { ConfigTab } from './ConfigTab.tsx';
import { DetailsTab } from './DetailsTab.tsx';
import { LogTab } from './LogTab.tsx';
import { OwnEngineTab } from './OwnEngineTab.tsx';

type TabId = 'details' | 'own' | 'configuration' | 'log';

const TABS: readonly Tab<TabId>[] = [
  { id: 'details', label: 'Details' },
  { id: 'own', label: 'Gantry’s engine' },
  { id: 'configuration', label: 'Configuration' },
  { id: 'log', label: 'Log' },
];

export function EnginePage() {
  const [, params] = useRoute('/engine/:tab?');
  const [, navigate] = useLocation();
  const tab = TABS.find(({ id }) => id === params?.tab)?.id ?? 'details';
  return (
    <Page>
      <PageHeader title="Engine" />
      <Tabs
        label="Engine"
        tabs={TABS}
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
