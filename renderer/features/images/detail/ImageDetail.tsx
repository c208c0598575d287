import { Button } from '@mantine/core';
import { IconStackPop } from '@tabler/icons-react';
import { type ReactNode, useEffect, useMemo, useRef } from 'react';
import { useSelector } from 'react-redux';
import { inspectImageCommand } from '../../../../contract/commands/imageCommands.ts';
import type { ImageDetail as Detail } from '../../../../contract/model/image.ts';
import { client } from '../../../rpc/index.ts';
import shared from '../../../ui/detail/Detail.module.css';
import { EmptyState, ErrorNotice, type Tab, Tabs } from '../../../ui/index.ts';
import { JsonView } from '../../../ui/json/JsonView.tsx';
import { useLoad } from '../../../ui/useLoad.ts';
import { containersSlice } from '../../containers/index.ts';
import { useSelectedContext } from '../../contexts/index.ts';
import { FilesView } from '../../files/index.ts';
import { LayersTab } from '../../layers/index.ts';
import { type ImageTab, useImageActions } from '../actions/useImageActions.ts';
import { createRowMaker, type ImageRow } from '../list/imageRows.ts';
import { imagesSlice } from '../store/imagesSlice.ts';
import { ContainersTab } from './ContainersTab.tsx';
import { DetailHeader } from './DetailHeader.tsx';
import { OverviewTab } from './OverviewTab.tsx';
import { t } from '../texts/index.ts';

interface ImageDetailProps {
  readonly context: string;
  /** Of a row: a name, or the id of an image without one. */
  readonly id: string;
  /** From the address; anything unknown is the overview. */
  readonly tab?: string;
}

/** One image by one of its names, beside the list. */
export function ImageDetail({ context, id, tab }: ImageDetailProps) {
  const actions = useImageActions();
  const cliArgs = useSelectedContext()?.cliArgs ?? [];
  const row = useRow(id);
  const isLoaded = useSelector(imagesSlice.selectors.selectIsLoaded);
  const imageId = row?.image.id;
  const {
    value: detail,
    error,
    reload,
  } = useLoad(`${context} ${id}`, (signal) => client.images.inspect({ context, reference: id }, { signal }));

  // A name that moved is another image; a new tag changes what inspect says.
  const seen = useRef(row?.image);
  useEffect(() => {
    if (seen.current === row?.image) return;
    seen.current = row?.image;
    reload();
  }, [row?.image, reload]);

  if (isLoaded && !row) {
    return (
      <section className={shared.detail} aria-label={t('Image')}>
        <EmptyState
          icon={<IconStackPop />}
          title={t('{{how}} is gone', { how: id.startsWith('sha256:') ? t('This image') : id })}
          actions={
            <Button variant="default" onClick={actions.close}>
              {t('Back to the list')}
            </Button>
          }
        >
          {t('It was removed or renamed, here or elsewhere.')}
        </EmptyState>
      </section>
    );
  }
  if (!row) return <section className={shared.detail} aria-label={t('Image')} />;

  const tabs: readonly Tab<ImageTab>[] = [
    { id: 'overview', label: t('Overview') },
    { id: 'layers', label: t('Layers') },
    { id: 'files', label: t('Files') },
    { id: 'containers', label: t('Containers'), ...(row.users.length > 0 && { count: row.users.length }) },
    { id: 'inspect', label: t('Inspect') },
  ];
  const current = tabs.find((one) => one.id === tab)?.id ?? 'overview';
  const isCurrent = detail?.id === imageId;
  return (
    <section className={shared.detail} aria-label={t('Image {{label}}', { label: row.label })}>
      <DetailHeader row={row} actions={actions} />
      <Tabs
        label={t('About {{label}}', { label: row.label })}
        tabs={tabs}
        value={current}
        onChange={(next) => actions.open(id, next)}
      >
        {error && !isCurrent && <ErrorNotice error={error} isBlock />}
        {current === 'layers' && <LayersTab key={imageId} context={context} image={row.image.id} cliArgs={cliArgs} />}
        {current === 'files' && (
          <FilesView source={{ kind: 'image', context, id: row.image.id }} name={row.reference} cliArgs={cliArgs} />
        )}
        {panelOf(current, row, isCurrent ? detail : undefined, inspectImageCommand(row.reference, cliArgs))}
      </Tabs>
    </section>
  );
}

function panelOf(tab: ImageTab, row: ImageRow, detail: Detail | undefined, command: string): ReactNode {
  if (tab === 'layers' || tab === 'files') return null;
  if (tab === 'containers') return <ContainersTab row={row} />;
  // It comes before a person could read a word about loading.
  if (!detail) return null;
  return tab === 'inspect' ? (
    <JsonView value={detail.raw} command={command} />
  ) : (
    <OverviewTab row={row} detail={detail} />
  );
}

function useRow(id: string): ImageRow | undefined {
  const images = useSelector(imagesSlice.selectors.selectItems);
  const containers = useSelector(containersSlice.selectors.selectItems);
  const makeRows = useMemo(() => createRowMaker(), []);
  return useMemo(() => {
    const image = images.find((one) => one.id === id || one.tags.includes(id));
    if (!image) return undefined;
    const rows = makeRows([image], containers);
    return rows.find((row) => row.id === id) ?? rows[0];
  }, [images, containers, makeRows, id]);
}
