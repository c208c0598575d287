import { Button } from '@mantine/core';
import { IconNetworkOff } from '@tabler/icons-react';
import { useEffect, useMemo, useRef } from 'react';
import { useSelector } from 'react-redux';
import { inspectNetworkCommand } from '../../../../contract/commands/networkCommands.ts';
import { client } from '../../../rpc/index.ts';
import shared from '../../../ui/detail/Detail.module.css';
import { EmptyState, ErrorNotice, type Tab, Tabs } from '../../../ui/index.ts';
import { JsonView } from '../../../ui/json/JsonView.tsx';
import { useLoad } from '../../../ui/useLoad.ts';
import { containersSlice } from '../../containers/index.ts';
import { useSelectedContext } from '../../contexts/index.ts';
import { type NetworkTab, useNetworkActions } from '../actions/useNetworkActions.ts';
import { createRowMaker, type NetworkRow } from '../list/networkRows.ts';
import { networksSlice } from '../store/networksSlice.ts';
import { ContainersTab } from './ContainersTab.tsx';
import { DetailHeader } from './DetailHeader.tsx';
import { NamesTab } from './NamesTab.tsx';
import { OverviewTab } from './OverviewTab.tsx';
import { t } from '../texts/index.ts';

interface NetworkDetailProps {
  readonly context: string;
  readonly id: string;
  /** From the address; anything unknown is the overview. */
  readonly tab?: string;
}

/** One network, beside the list. */
export function NetworkDetail({ context, id, tab }: NetworkDetailProps) {
  const actions = useNetworkActions();
  const cliArgs = useSelectedContext()?.cliArgs ?? [];
  const row = useRow(id);
  const isLoaded = useSelector(networksSlice.selectors.selectIsLoaded);
  const {
    value: detail,
    error,
    reload,
  } = useLoad(`${context} ${id}`, (signal) => client.networks.inspect({ context, id }, { signal }));

  // Who joins, leaves, starts or stops changes what inspect says.
  const seen = useRef(row);
  useEffect(() => {
    if (seen.current === row) return;
    seen.current = row;
    reload();
  }, [row, reload]);

  if (isLoaded && !row) {
    return (
      <section className={shared.detail} aria-label={t('Network')}>
        <EmptyState
          icon={<IconNetworkOff />}
          title={t('{{name}} is gone', { name: detail?.name ?? t('This network') })}
          actions={
            <Button variant="default" onClick={actions.close}>
              {t('Back to the list')}
            </Button>
          }
        >
          {t('It was removed, here or elsewhere. The containers that were on it are still there.')}
        </EmptyState>
      </section>
    );
  }
  if (!row) return <section className={shared.detail} aria-label={t('Network')} />;

  const tabs: readonly Tab<NetworkTab>[] = [
    { id: 'overview', label: t('Overview') },
    { id: 'containers', label: t('Containers'), ...(row.users.length > 0 && { count: row.users.length }) },
    { id: 'names', label: t('Names') },
    { id: 'inspect', label: t('Inspect') },
  ];
  const current = tabs.find((one) => one.id === tab)?.id ?? 'overview';
  return (
    <section className={shared.detail} aria-label={t('Network {{name}}', { name: row.network.name })}>
      <DetailHeader row={row} actions={actions} />
      <Tabs
        label={t('About {{name}}', { name: row.network.name })}
        tabs={tabs}
        value={current}
        onChange={(next) => actions.open(id, next)}
      >
        {error && !detail && <ErrorNotice error={error} isBlock />}
        {current === 'overview' && <OverviewTab row={row} />}
        {current === 'containers' && detail && <ContainersTab detail={detail} actions={actions} />}
        {current === 'names' && detail && <NamesTab detail={detail} />}
        {current === 'inspect' && detail && (
          <JsonView value={detail.raw} command={inspectNetworkCommand(row.network.name, cliArgs)} />
        )}
      </Tabs>
    </section>
  );
}

function useRow(id: string): NetworkRow | undefined {
  const network = useSelector(networksSlice.selectors.selectEntities)[id];
  const containers = useSelector(containersSlice.selectors.selectItems);
  const makeRows = useMemo(() => createRowMaker(), []);
  return useMemo(() => (network ? makeRows([network], containers)[0] : undefined), [network, containers, makeRows]);
}
