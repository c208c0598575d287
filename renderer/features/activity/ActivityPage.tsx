import { useLocation, useRoute } from 'wouter';
import { useSelectedContext } from '../contexts/index.ts';
import { Page, PageHeader, type Tab, Tabs } from '../../ui/index.ts';
import { ActionsTab } from './ActionsTab.tsx';
import { EventsTab } from './EventsTab.tsx';
import { NoContext } from './NoContext.tsx';
import { t } from './texts/index.ts';

type TabId = 'events' | 'actions';

const TABS: readonly Tab<TabId>[] = [
  {
    id: 'events',
    get label() {
      return t('Engine events');
    },
  },
  {
    id: 'actions',
    get label() {
      return t('What Gantry did');
    },
  },
];

export function ActivityPage() {
  const [, params] = useRoute('/activity/:tab?');
  const [, navigate] = useLocation();
  const context = useSelectedContext();
  const tab = params?.tab === 'actions' ? 'actions' : 'events';
  return (
    <Page>
      <PageHeader title={t('Activity')} note={context?.name} />
      <Tabs
        label={t('Activity')}
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
