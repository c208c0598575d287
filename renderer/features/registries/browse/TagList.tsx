import { useState } from 'react';
import { client } from '../../../rpc/index.ts';
import { EmptyState, ErrorNotice } from '../../../ui/index.ts';
import type { RegistryDialog } from '../dialogs/RegistryDialogs.tsx';
import styles from '../Registries.module.css';
import { NameList } from './NameList.tsx';
import { inOrder } from './tagOrder.ts';
import { TagPanel } from './TagPanel.tsx';
import { usePages } from './usePages.ts';
import { t } from '../texts/index.ts';

interface TagListProps {
  readonly context: string;
  readonly name: string;
  readonly repository: string;
  readonly onDialog: (dialog: RegistryDialog) => void;
}

/** The tags of a repository, and below them what is behind the one that is open. */
export function TagList({ context, name, repository, onDialog }: TagListProps) {
  const [tag, setTag] = useState<string>();
  const [turn, setTurn] = useState(0);
  const pages = usePages(`${name} ${repository} ${turn}`, (signal) =>
    client.registries.tags({ name, repository }, { signal }),
  );
  if (pages.error) {
    return (
      <div className={styles.notice}>
        <ErrorNotice
          error={pages.error}
          actions={
            pages.error.code === 'registry-auth'
              ? [{ label: t('Sign in…'), run: () => onDialog({ type: 'sign-in', name }) }]
              : [{ label: t('Try again'), run: () => setTurn(turn + 1) }]
          }
        />
      </div>
    );
  }
  return (
    <>
      <NameList
        label={t('Tags')}
        names={inOrder(pages.names)}
        isLoading={pages.isLoading}
        current={tag}
        onOpen={setTag}
        empty={
          <EmptyState title={t('It has no tags')}>
            {t('Its images may still be there, by their digests alone.')}
          </EmptyState>
        }
      />
      {tag !== undefined && (
        <TagPanel
          key={tag}
          context={context}
          name={name}
          repository={repository}
          tag={tag}
          onClose={() => setTag(undefined)}
          onRemove={() =>
            onDialog({
              type: 'remove-tag',
              name,
              repository,
              tag,
              onRemoved: () => {
                setTag(undefined);
                setTurn(turn + 1);
              },
            })
          }
        />
      )}
    </>
  );
}
