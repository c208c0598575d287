import { Button } from '@mantine/core';
import { useState } from 'react';
import { listContextsCommand } from '../../../../contract/commands/contextCommands.ts';
import { CommandLine, Page, PageHeader, useCommands } from '../../../ui/index.ts';
import { useContexts } from '../useContexts.ts';
import { ContextDialog } from './ContextDialog.tsx';
import styles from './ContextsPage.module.css';
import { ContextTable } from './ContextTable.tsx';
import { RemoveContextDialog } from './RemoveContextDialog.tsx';

type Open = { readonly type: 'add' } | { readonly type: 'edit' | 'remove'; readonly name: string };

/** Every engine that can be reached, and how. Those of the docker CLI can be changed here. */
export function ContextsPage() {
  const contexts = useContexts();
  const [open, setOpen] = useState<Open>();
  const close = () => setOpen(undefined);
  useCommands(() => [
    {
      id: 'contexts.add',
      title: 'Add a context…',
      section: 'Contexts',
      keywords: ['ssh', 'tls', 'remote', 'docker context create'],
      run: () => setOpen({ type: 'add' }),
    },
  ]);
  return (
    <>
      <Page>
        <PageHeader
          title="Contexts"
          note={contexts.length}
          actions={<Button onClick={() => setOpen({ type: 'add' })}>Add…</Button>}
        />
        <ContextTable
          contexts={contexts}
          onEdit={(name) => setOpen({ type: 'edit', name })}
          onRemove={(name) => setOpen({ type: 'remove', name })}
        />
        <footer className={styles.footer}>
          <CommandLine isCompact command={listContextsCommand()} label="The same list" />
        </footer>
      </Page>
      {open?.type === 'add' && <ContextDialog onClose={close} />}
      {open?.type === 'edit' && <ContextDialog name={open.name} onClose={close} />}
      {open?.type === 'remove' && <RemoveContextDialog name={open.name} onClose={close} />}
    </>
  );
}
