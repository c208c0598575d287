import { Button } from '@mantine/core';
import { IconSearchOff } from '@tabler/icons-react';
import { EmptyState } from '../EmptyState.tsx';
import type { ListBeginning, ListScope, ListSearch, ListWords } from './listTypes.ts';
import { t } from '../texts/index.ts';

interface ListEmptyProps {
  readonly words: ListWords;
  /** There are rows, but none of them fits. */
  readonly isFiltered: boolean;
  readonly search: Pick<ListSearch<never>, 'text' | 'onText' | 'help'>;
  readonly scope?: ListScope;
  readonly beginning: ListBeginning;
}

/** What to do when there is no row to show. */
export function ListEmpty({ words, isFiltered, search, scope, beginning }: ListEmptyProps) {
  const { icon, action } = beginning;
  if (!isFiltered) {
    return (
      <EmptyState
        icon={icon}
        title={beginning.title}
        actions={action && <Button onClick={action.run}>{action.label}</Button>}
      >
        {beginning.text}
      </EmptyState>
    );
  }
  if (search.text.trim() !== '' || !scope) {
    return (
      <EmptyState
        icon={<IconSearchOff />}
        title={t('No {{one}} fits the search', { one: words.one })}
        actions={
          <Button variant="default" onClick={() => search.onText('')}>
            {t('Clear the search')}
          </Button>
        }
      >
        {search.help}
      </EmptyState>
    );
  }
  return (
    <EmptyState
      icon={icon}
      title={scope.emptyTitle}
      actions={
        <Button variant="default" onClick={() => scope.options[0] && scope.onChoose(scope.options[0].id)}>
          {t('Show all {{many}}', { many: words.many })}
        </Button>
      }
    >
      {scope.emptyText}
    </EmptyState>
  );
}
