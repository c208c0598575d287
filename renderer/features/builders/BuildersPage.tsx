import { Button, Loader } from '@mantine/core';
import { IconRefresh } from '@tabler/icons-react';
import { useState } from 'react';
import { useLocation, useRoute } from 'wouter';
import { listBuildersCommand } from '../../../contract/commands/buildxCommands.ts';
import type { Context } from '../../../contract/model/context.ts';
import { CommandLine, ErrorNotice, IconButton, Page, PageHeader, SplitView, useCommands } from '../../ui/index.ts';
import { useSelectedContext } from '../contexts/index.ts';
import { BuildSections } from '../buildSections/index.ts';
import { EngineUnavailable } from '../engine/index.ts';
import { layoutStore } from '../settings/index.ts';
import { BuilderDetail } from './BuilderDetail.tsx';
import styles from './Builders.module.css';
import { BuilderTable } from './BuilderTable.tsx';
import { CreateBuilderDialog } from './CreateBuilderDialog.tsx';
import { useBuilders } from './useBuilders.ts';
import { t } from './texts/index.ts';

const ROUTE = '/builders';

/** The BuildKits that builds can go to. */
export function BuildersPage() {
  const context = useSelectedContext();
  if (context?.state.type === 'connected') return <ConnectedBuilders key={context.name} context={context} />;
  return (
    <Page>
      <PageHeader title={t('Builders')}>
        <BuildSections current="/builders" />
      </PageHeader>
      <EngineUnavailable {...(context && { context })} />
    </Page>
  );
}

function ConnectedBuilders({ context }: { readonly context: Context }) {
  const [, params] = useRoute(`${ROUTE}/:name?`);
  const [, navigate] = useLocation();
  const { builders, error, isLoading, reload } = useBuilders(context.name);
  const [isCreating, setCreating] = useState(false);
  const open = builders?.find(({ name }) => name === params?.name);
  useCommands(() => [
    {
      id: 'builders.create',
      title: t('Create a builder…'),
      section: t('Builds'),
      keywords: ['docker buildx create'],
      run: () => setCreating(true),
    },
  ]);
  const list = (
    <Page>
      <PageHeader
        title={t('Builders')}
        note={builders?.length}
        actions={
          <>
            <IconButton label={t('Look again')} icon={<IconRefresh />} onClick={reload} aria-busy={isLoading} />
            <Button onClick={() => setCreating(true)}>{t('Create…')}</Button>
          </>
        }
      >
        <BuildSections current="/builders" />
      </PageHeader>
      {error && <ErrorNotice isBlock={!builders} error={error} actions={[{ label: t('Try again'), run: reload }]} />}
      {!builders && !error && <Loader m="lg" aria-label={t('Loading')} />}
      {builders && (
        <BuilderTable
          builders={builders}
          openName={open?.name}
          onOpen={(name) => navigate(`${ROUTE}/${encodeURIComponent(name)}`)}
        />
      )}
      <footer className={styles.footer}>
        <CommandLine isCompact command={listBuildersCommand(context.cliArgs)} label={t('The same list')} />
      </footer>
    </Page>
  );
  return (
    <>
      <SplitView
        list={list}
        label={t('Size of the builder’s detail')}
        store={layoutStore}
        storeKey="builders.detail"
        detail={
          open && (
            <BuilderDetail
              key={open.name}
              context={context}
              builder={open}
              onChanged={reload}
              onClose={() => navigate(ROUTE)}
            />
          )
        }
      />
      {isCreating && (
        <CreateBuilderDialog
          context={context}
          onCreated={(name) => {
            setCreating(false);
            reload();
            navigate(`${ROUTE}/${encodeURIComponent(name)}`);
          }}
          onClose={() => setCreating(false)}
        />
      )}
    </>
  );
}
