import { useSelector } from 'react-redux';
import { containersSlice } from '../features/containers/index.ts';
import { useSelectedContext } from '../features/contexts/index.ts';
import { EngineUnavailable } from '../features/engine/index.ts';
import { Page, PageHeader } from '../ui/index.ts';
import { LogsPage } from '../features/logs/index.ts';
import { t } from './texts/index.ts';

/** Logs know nothing of the list of containers: here they meet. */
export function LogsRoute() {
  const context = useSelectedContext();
  const containers = useSelector(containersSlice.selectors.selectItems);
  const isLoaded = useSelector(containersSlice.selectors.selectIsLoaded);
  if (!context || !isLoaded) {
    return (
      <Page>
        <PageHeader title={t('Logs')} />
        <EngineUnavailable context={context} />
      </Page>
    );
  }
  return <LogsPage key={context.name} context={context.name} containers={containers} cliArgs={context.cliArgs} />;
}
