import { EmptyState, ErrorNotice, Page, PageHeader, Section } from '../../ui/index.ts';
import { IconArrowBackUp } from '@tabler/icons-react';
import { client } from '../../rpc/index.ts';
import { useSelectedContext } from '../contexts/index.ts';
import { ChangeItem } from './ChangeItem.tsx';
import styles from './ContainerChange.module.css';
import { RemovedItem } from './RemovedItem.tsx';
import { useFollowedList } from './useFollowedList.ts';
import { t } from './texts/index.ts';

/** What was interrupted, what can be rolled back, and what was removed and can be made again. */
export function ContainerChangesPage() {
  const context = useSelectedContext();
  const name = context?.state.type === 'connected' ? context.name : undefined;
  const changes = useFollowedList(name, (signal) => client.containerChanges.watch({ context: name! }, { signal }));
  const removed = useFollowedList(name, (signal) =>
    client.containerChanges.watchRemoved({ context: name! }, { signal }),
  );
  const open = changes.items?.filter(({ state }) => state !== 'kept') ?? [];
  const kept = changes.items?.filter(({ state }) => state === 'kept').toReversed() ?? [];
  const error = changes.error ?? removed.error;
  const isEmpty = changes.items && removed.items && open.length + kept.length + removed.items.length === 0;
  return (
    <Page isScrolling>
      <PageHeader title={t('Undo')} note={context?.name} />
      {error && <ErrorNotice error={error} isBlock />}
      {isEmpty && (
        <EmptyState icon={<IconArrowBackUp />} title={t('Nothing to take back')}>
          {t(
            'When a container is edited, the old one is kept here, stopped, until the next change. Removed containers can be made again from their settings.',
          )}
        </EmptyState>
      )}
      {name !== undefined && open.length > 0 && (
        <Section
          title={t('Going on')}
          description={t('What an engine or Gantry itself interrupted is taken up by itself.')}
        >
          <ul className={styles.items} aria-label={t('Going on')}>
            {open.map((change) => (
              <ChangeItem key={change.id} context={name} change={change} />
            ))}
          </ul>
        </Section>
      )}
      {name !== undefined && kept.length > 0 && (
        <Section
          title={t('Kept to roll back to')}
          description={t(
            'The containers from before a change: stopped, with their own files. Volumes are shared with the new ones.',
          )}
        >
          <ul className={styles.items} aria-label={t('Kept containers')}>
            {kept.map((change) => (
              <ChangeItem key={change.id} context={name} change={change} />
            ))}
          </ul>
        </Section>
      )}
      {name !== undefined && removed.items && removed.items.length > 0 && (
        <Section
          title={t('Removed')}
          description={t(
            'Their settings are known. Files of their own are gone, unless they were kept as an image; named volumes were never touched.',
          )}
        >
          <ul className={styles.items} aria-label={t('Removed containers')}>
            {removed.items.map((one) => (
              <RemovedItem key={one.id} context={name} removed={one} />
            ))}
          </ul>
        </Section>
      )}
    </Page>
  );
}
