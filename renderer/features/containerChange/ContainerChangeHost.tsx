import { IconArrowBackUp } from '@tabler/icons-react';
import { useEffect } from 'react';
import { useLocation } from 'wouter';
import { client, follow } from '../../rpc/index.ts';
import { deferred, notify, useCommands } from '../../ui/index.ts';
import { useSelectedContext } from '../contexts/index.ts';
import type { EditorComponent } from './EditDrawer.tsx';
import { editOpener } from './openEdit.ts';
import { t } from './texts/index.ts';

const EditDrawer = deferred(async () => (await import('./EditDrawer.tsx')).EditDrawer);

interface ContainerChangeHostProps {
  /** The form of all settings; it is another feature’s. */
  readonly Editor: EditorComponent;
}

/** The drawer in which containers are changed, on every page. Put it once in the layout. */
export function ContainerChangeHost({ Editor }: ContainerChangeHostProps) {
  const context = useSelectedContext();
  const opened = editOpener.useOpened();
  const [, navigate] = useLocation();
  const name = context?.state.type === 'connected' ? context.name : undefined;

  useEffect(() => {
    if (name === undefined) return undefined;
    const told = new Set<string>();
    return follow({
      open: (signal) => client.containerChanges.watch({ context: name }, { signal }),
      onItem(change) {
        for (const one of change.type === 'snapshot' ? change.items : change.upserted) {
          if (one.state !== 'interrupted' || told.has(one.id)) continue;
          told.add(one.id);
          notify({
            title: t('“{{title}}” was interrupted', { title: one.title }),
            message: t('It was when {{phase}}. Gantry goes on with it, or puts the old container back.', {
              phase: one.phase ?? t('it began'),
            }),
            isSticky: true,
            action: { label: t('Show'), run: () => navigate('/undo') },
          });
        }
      },
    });
  }, [name, navigate]);

  useCommands(() => [
    {
      id: 'containerChanges.show',
      title: t('Show changed and removed containers'),
      section: t('Containers'),
      keywords: ['undo', 'roll back', 'recreate', 'history', 'restore', 'removed'],
      icon: <IconArrowBackUp />,
      run: () => navigate('/undo'),
    },
  ]);

  if (!opened || !context) return null;
  return (
    <EditDrawer
      key={`${opened.id} ${opened.versionId ?? ''}`}
      context={context.name}
      request={opened}
      Editor={Editor}
      onClose={editOpener.close}
    />
  );
}
