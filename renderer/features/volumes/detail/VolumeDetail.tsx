import { Button } from '@mantine/core';
import { IconDatabaseOff } from '@tabler/icons-react';
import { type ReactNode, useEffect, useMemo, useRef } from 'react';
import { useSelector } from 'react-redux';
import { inspectVolumeCommand } from '../../../../contract/commands/volumeCommands.ts';
import { client } from '../../../rpc/index.ts';
import shared from '../../../ui/detail/Detail.module.css';
import { EmptyState, ErrorNotice, type Tab, Tabs } from '../../../ui/index.ts';
import { JsonView } from '../../../ui/json/JsonView.tsx';
import { useLoad } from '../../../ui/useLoad.ts';
import { useSelectedContext } from '../../contexts/index.ts';
import { containersSlice } from '../../containers/index.ts';
import { FilesView } from '../../files/index.ts';
import { type VolumeTab, useVolumeActions } from '../actions/useVolumeActions.ts';
import { BackupsTab } from '../backups/BackupsTab.tsx';
import { useBackups } from '../backups/kept.ts';
import { createRowMaker, shortName, type VolumeRow } from '../list/volumeRows.ts';
import { measureSizes, useSizes } from '../store/sizes.ts';
import { useOrigins } from '../store/useOrigins.ts';
import { volumesSlice } from '../store/volumesSlice.ts';
import { DetailHeader } from './DetailHeader.tsx';
import { OverviewTab } from './OverviewTab.tsx';
import { t } from '../texts/index.ts';

interface VolumeDetailProps {
  readonly context: string;
  readonly name: string;
  /** From the address; anything unknown is the overview. */
  readonly tab?: string;
}

/** One volume, beside the list. */
export function VolumeDetail({ context, name, tab }: VolumeDetailProps) {
  const actions = useVolumeActions();
  const cliArgs = useSelectedContext()?.cliArgs ?? [];
  const row = useRow(context, name);
  const isLoaded = useSelector(volumesSlice.selectors.selectIsLoaded);
  const sizes = useSizes(context);
  const backups = useBackups().filter((backup) => backup.volume === name && backup.context === context).length;
  const {
    value: detail,
    error,
    reload,
  } = useLoad(`${context} ${name}`, (signal) => client.volumes.inspect({ context, name }, { signal }));

  // Another of the same name is another volume; a measurement is a point more of its chart.
  const seen = useRef({ volume: row?.volume, at: sizes.at });
  useEffect(() => {
    const now = { volume: row?.volume, at: sizes.at };
    if (seen.current.volume === now.volume && seen.current.at === now.at) return;
    seen.current = now;
    reload();
  }, [row?.volume, sizes.at, reload]);

  if (isLoaded && !row) {
    return (
      <section className={shared.detail} aria-label={t('Volume')}>
        <EmptyState
          icon={<IconDatabaseOff />}
          title={t('{{name}} is gone', { name: shortName(name) })}
          actions={
            <Button variant="default" onClick={actions.close}>
              {t('Back to the list')}
            </Button>
          }
        >
          {t('It was removed, here or elsewhere.')}
        </EmptyState>
      </section>
    );
  }
  if (!row) return <section className={shared.detail} aria-label={t('Volume')} />;

  const tabs: readonly Tab<VolumeTab>[] = [
    { id: 'overview', label: t('Overview') },
    { id: 'files', label: t('Files') },
    { id: 'backups', label: t('Backups'), ...(backups > 0 && { count: backups }) },
    { id: 'inspect', label: t('Inspect') },
  ];
  const current = tabs.find((one) => one.id === tab)?.id ?? 'overview';
  const panels: Record<string, () => ReactNode> = {
    files: () => <FilesView source={{ kind: 'volume', context, name }} name={row.label} cliArgs={cliArgs} />,
    backups: () => <BackupsTab context={context} name={name} actions={actions} />,
    inspect: () => detail && <JsonView value={detail.raw} command={inspectVolumeCommand(name, cliArgs)} />,
    overview: () =>
      detail && (
        <OverviewTab
          row={row}
          detail={detail}
          isMeasuring={sizes.isMeasuring}
          onMeasure={() => void measureSizes(context)}
        />
      ),
  };
  return (
    <section className={shared.detail} aria-label={t('Volume {{label}}', { label: row.label })}>
      <DetailHeader row={row} sizeBytes={sizes.values[name]} actions={actions} />
      <Tabs
        label={t('About {{label}}', { label: row.label })}
        tabs={tabs}
        value={current}
        onChange={(next) => actions.open(name, next)}
      >
        {error && !detail && <ErrorNotice error={error} isBlock />}
        {panels[current]?.()}
      </Tabs>
    </section>
  );
}

function useRow(context: string, name: string): VolumeRow | undefined {
  const volumes = useSelector(volumesSlice.selectors.selectItems);
  const containers = useSelector(containersSlice.selectors.selectItems);
  const origins = useOrigins(context, volumes);
  const makeRows = useMemo(() => createRowMaker(), []);
  return useMemo(
    () =>
      makeRows(
        volumes.filter((volume) => volume.name === name),
        containers,
        origins,
      )[0],
    [volumes, containers, origins, makeRows, name],
  );
}
