import { Button, Loader } from '@mantine/core';
import { IconPlus, IconServerCog } from '@tabler/icons-react';
import { useState } from 'react';
import { useLocation, useRoute } from 'wouter';
import { EmptyState, ErrorNotice, LockedNote, Page, PageHeader, SearchBox, SplitView } from '../../ui/index.ts';
import { useSelectedContext } from '../contexts/index.ts';
import { layoutStore, useLocked } from '../settings/index.ts';
import { RegistryDialogs, type RegistryDialog } from './dialogs/RegistryDialogs.tsx';
import { addFlag, localFlag } from './flags.ts';
import { kindOf, registryTitle } from './kinds.ts';
import { RegistryDetail } from './RegistryDetail.tsx';
import { RegistryItems } from './RegistryItems.tsx';
import styles from './Registries.module.css';
import { useRegistries } from './useRegistries.ts';
import { t } from './texts/index.ts';

const ADD: RegistryDialog = { type: 'add' };
const LOCAL: RegistryDialog = { type: 'local' };

/** Where images come from and go to: who is signed in, how each is trusted, and what is in it. */
export function RegistriesPage() {
  const context = useSelectedContext();
  if (!context) {
    return (
      <Page>
        <PageHeader title={t('Registries')} />
        <EmptyState title={t('There is no engine')}>{t('Choose a context at the lower left first.')}</EmptyState>
      </Page>
    );
  }
  return <Registries context={context.name} isConnected={context.state.type === 'connected'} />;
}

function Registries({ context, isConnected }: { readonly context: string; readonly isConnected: boolean }) {
  const [, params] = useRoute('/registries/:name?/:tab?');
  const [, navigate] = useLocation();
  const { list, error } = useRegistries(context);
  const locked = useLocked('registries');
  const [own, setDialog] = useState<RegistryDialog>();
  const isAdding = addFlag.useOwner();
  const isLocal = localFlag.useOwner();
  const dialog = own ?? (isAdding ? ADD : isLocal ? LOCAL : undefined);
  const close = () => {
    setDialog(undefined);
    addFlag.set(false);
    localFlag.set(false);
  };
  const [search, setSearch] = useState('');
  const name = params?.name === undefined ? undefined : decodeURIComponent(params.name);
  const open = (next: string | undefined, tab?: string) =>
    navigate(['/registries', ...(next ? [encodeURIComponent(next)] : []), ...(tab ? [tab] : [])].join('/'));

  if (error) return <ErrorNotice isBlock error={error} />;
  const words = search.trim().toLowerCase();
  const all = list?.registries ?? [];
  const shown = all.filter((one) =>
    `${one.name} ${registryTitle(one.name)} ${kindOf(one.name).title}`.toLowerCase().includes(words),
  );
  const current = all.find((one) => one.name === name);
  return (
    <Page>
      <PageHeader
        title={t('Registries')}
        note={list && all.length}
        actions={
          <>
            <Button
              variant="default"
              leftSection={<IconServerCog size={15} aria-hidden="true" />}
              disabled={!isConnected}
              onClick={() => localFlag.set(true)}
            >
              {t('Local registry')}
            </Button>
            <Button
              leftSection={<IconPlus size={15} aria-hidden="true" />}
              disabled={locked !== undefined}
              onClick={() => addFlag.set(true)}
            >
              {t('Add')}
            </Button>
          </>
        }
      >
        <SearchBox
          label={t('Search registries')}
          value={search}
          onChange={setSearch}
          width="16rem"
          {...(words && { note: t('{{shown}} of {{all}}', { shown: shown.length, all: all.length }) })}
        />
      </PageHeader>
      {locked !== undefined && (
        <div className={styles.notice}>
          <LockedNote reason={locked} />
        </div>
      )}
      {list?.error && (
        <div className={styles.notice}>
          <ErrorNotice error={list.error} />
        </div>
      )}
      {!list ? (
        <Loader m="lg" aria-label={t('Loading')} />
      ) : (
        <SplitView
          label={t('Size of the registry’s detail')}
          store={layoutStore}
          storeKey="registries.detailSize"
          list={
            shown.length > 0 ? (
              <RegistryItems registries={shown} openName={name} />
            ) : (
              <EmptyState title={t('No registry matches')}>
                {t('Nothing here has “{{search}}” in its name.', { search: search.trim() })}
              </EmptyState>
            )
          }
          detail={
            current && (
              <RegistryDetail
                key={current.name}
                context={context}
                isConnected={isConnected}
                list={list}
                registry={current}
                tab={params?.tab}
                onTab={(tab) => open(current.name, tab)}
                onDialog={setDialog}
                onClose={() => open(undefined)}
              />
            )
          }
        />
      )}
      {dialog && list && (
        <RegistryDialogs
          dialog={dialog}
          list={list}
          context={context}
          onDialog={setDialog}
          onOpen={(next) => open(next)}
          onClose={close}
        />
      )}
    </Page>
  );
}
