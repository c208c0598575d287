import { Button } from '@mantine/core';
import { useState } from 'react';
import { listContextsCommand } from '../../../../contract/commands/contextCommands.ts';
import { CommandLine, deferred, Page, PageHeader, useCommands } from '../../../ui/index.ts';
import { useContexts } from '../useContexts.ts';
import { ContextDialog } from './ContextDialog.tsx';
import styles from './ContextsPage.module.css';
import { ContextTable } from './ContextTable.tsx';
import { RemoveContextDialog } from './RemoveContextDialog.tsx';
import { t } from '../texts/index.ts';

type Open =
  | { readonly type: 'add' | 'certificates' }
  | { readonly type: 'edit' | 'export' | 'remove' | 'renew'; readonly name: string };

// Seldom wanted: they come when they are first opened.
const CertificatesDialog = deferred(
  async () => (await import('../certificates/CertificatesDialog.tsx')).CertificatesDialog,
);
const RenewDialog = deferred(async () => (await import('../certificates/RenewDialog.tsx')).RenewDialog);
const ExportDialog = deferred(async () => (await import('../certificates/ExportDialog.tsx')).ExportDialog);

/** Every engine that can be reached, and how. Those of the docker CLI can be changed here. */
export function ContextsPage() {
  const contexts = useContexts();
  const [open, setOpen] = useState<Open>();
  const close = () => setOpen(undefined);
  useCommands(() => [
    {
      id: 'contexts.add',
      title: t('Add a context…'),
      section: t('Contexts'),
      keywords: ['ssh', 'tls', 'remote', 'docker context create'],
      run: () => setOpen({ type: 'add' }),
    },
    {
      id: 'contexts.certificates',
      title: t('Make certificates for an engine by TCP…'),
      section: t('Contexts'),
      keywords: ['tls', 'openssl', 'ca', 'remote', 'tlsverify'],
      run: () => setOpen({ type: 'certificates' }),
    },
  ]);
  return (
    <>
      <Page>
        <PageHeader
          title={t('Contexts')}
          note={contexts.length}
          actions={
            <>
              <Button variant="default" onClick={() => setOpen({ type: 'certificates' })}>
                {t('Certificates…')}
              </Button>
              <Button onClick={() => setOpen({ type: 'add' })}>{t('Add…')}</Button>
            </>
          }
        />
        <ContextTable
          contexts={contexts}
          onEdit={(name) => setOpen({ type: 'edit', name })}
          onExport={(name) => setOpen({ type: 'export', name })}
          onRenew={(name) => setOpen({ type: 'renew', name })}
          onRemove={(name) => setOpen({ type: 'remove', name })}
        />
        <footer className={styles.footer}>
          <CommandLine isCompact command={listContextsCommand()} label={t('The same list')} />
        </footer>
      </Page>
      {open?.type === 'add' && <ContextDialog onClose={close} />}
      {open?.type === 'certificates' && <CertificatesDialog onClose={close} />}
      {open?.type === 'export' && <ExportDialog name={open.name} onClose={close} />}
      {open?.type === 'renew' && <RenewDialog name={open.name} onClose={close} />}
      {open?.type === 'edit' && <ContextDialog name={open.name} onClose={close} />}
      {open?.type === 'remove' && <RemoveContextDialog name={open.name} onClose={close} />}
    </>
  );
}
