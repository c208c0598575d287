import { Button, TextInput } from '@mantine/core';
import { IconChevronRight, IconRefresh } from '@tabler/icons-react';
import { useState } from 'react';
import { DOCKER_HUB } from '../../../../contract/model/imageReference.ts';
import { type Registry } from '../../../../contract/model/registry.ts';
import { client } from '../../../rpc/index.ts';
import { EmptyState, ErrorNotice, IconButton } from '../../../ui/index.ts';
import type { RegistryDialog } from '../dialogs/RegistryDialogs.tsx';
import styles from '../Registries.module.css';
import { NameList } from './NameList.tsx';
import { TagList } from './TagList.tsx';
import { usePages } from './usePages.ts';
import { t } from '../texts/index.ts';

interface BrowseTabProps {
  readonly context: string;
  readonly registry: Registry;
  readonly onDialog: (dialog: RegistryDialog) => void;
}

/** Repositories, then the tags of one, then what is behind a tag. */
export function BrowseTab({ context, registry, onDialog }: BrowseTabProps) {
  const { name } = registry;
  const [repository, setRepository] = useState<string>();
  const [turn, setTurn] = useState(0);
  // Docker Hub tells nobody; asking it would only cost a request.
  const isTelling = name !== DOCKER_HUB;
  const pages = usePages(isTelling ? `${name} ${turn}` : undefined, (signal) =>
    client.registries.repositories({ name }, { signal }),
  );
  const isAsked = !isTelling || pages.error?.code === 'unsupported' || pages.error?.code === 'registry-auth';
  return (
    <div className={styles.browse}>
      <nav className={styles.crumbs} aria-label={t('Place in the registry')}>
        <button
          type="button"
          className={styles.crumb}
          aria-current={repository === undefined ? 'location' : undefined}
          onClick={() => setRepository(undefined)}
        >
          {t('Repositories')}
        </button>
        {repository !== undefined && (
          <>
            <IconChevronRight aria-hidden="true" />
            <span className={styles.crumb} aria-current="location">
              {repository}
            </span>
          </>
        )}
        <span className={styles.grow} />
        <IconButton
          size="small"
          label={t('Ask again')}
          icon={<IconRefresh aria-hidden="true" />}
          onClick={() => setTurn(turn + 1)}
        />
      </nav>
      {repository !== undefined ? (
        <TagList
          key={`${repository} ${turn}`}
          context={context}
          name={name}
          repository={repository}
          onDialog={onDialog}
        />
      ) : (
        <>
          {pages.error && (
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
          )}
          {isAsked && <RepositoryField onOpen={setRepository} />}
          {isTelling && !pages.error && (
            <NameList
              label={t('Repositories')}
              names={pages.names}
              isLoading={pages.isLoading}
              onOpen={setRepository}
              empty={
                <EmptyState title={t('Nothing has been pushed here yet')}>
                  {t('Tag an image with this registry’s name and push it, and it is listed here.')}
                </EmptyState>
              }
            />
          )}
        </>
      )}
    </div>
  );
}

const REPOSITORY = /^[a-z0-9]+(?:[._/-]+[a-z0-9]+)*$/;

function RepositoryField({ onOpen }: { readonly onOpen: (repository: string) => void }) {
  const [text, setText] = useState('');
  const repository = text.trim();
  const isValid = REPOSITORY.test(repository);
  return (
    <form
      className={styles.ask}
      onSubmit={(event) => {
        event.preventDefault();
        if (isValid) onOpen(repository);
      }}
    >
      <TextInput
        label={t('Repository')}
        description={t('This registry does not tell which it has. Give a name to see its tags.')}
        placeholder="owner/name"
        spellCheck={false}
        value={text}
        error={repository !== '' && !isValid ? t('Names are in lower case: redis, owner/name.') : undefined}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <Button type="submit" variant="default" disabled={!isValid}>
        {t('Show its tags')}
      </Button>
    </form>
  );
}
