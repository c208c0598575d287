import { useLocation, useRoute } from 'wouter';
import { useSelectedContext } from '../contexts/index.ts';
import { Page, PageHeader, type Tab, Tabs } from '../../ui/index.ts';
import { ActionsTab } from './ActionsTab.tsx';
import { EventsTab } from './EventsTab.tsx';
import { NoContext } from './NoContext.tsx';

type TabId = 'events' | 'actions';

const TABS: readonly Tab<TabId>[] = [
  { id: 'events', label: 'Engine events' },
  { id: 'actions', label: 'What Gantry did' },
];

export function ActivityPage() {
  const [, params] = useRoute('/activity/:tab?');
  const [, navigate] = useLocation();
  const context = useSelectedContext();
  const tab = params?.tab === 'actions' ? 'actions' : 'events';
  return (
    <Page>
      <PageHeader title="Activity" note={context?.name} />
      <Tabs
        label="Activity"
        tabs={TABS}
        value={tab}
        onChange={(id) => navigate(id === 'events' ? '/activity' : `/activity/${id}`)}
      >
        {tab === 'actions' && <ActionsTab />}
        {tab === 'events' &&
          (context ? <EventsTab context={context.name} cliArgs={context.cliArgs} key={context.name} /> : <NoContext />)}
      </Tabs>
    </Page>
  );
}
