import { Button } from '@mantine/core';
import { IconNetwork, IconSearchOff } from '@tabler/icons-react';
import { EmptyState } from '../../../ui/index.ts';

interface ListEmptyProps {
  readonly isSearching: boolean;
  readonly onClearSearch: () => void;
  readonly onShowAll: () => void;
}

/** What to do when there is no row to show; the engine’s own networks are always there. */
export function ListEmpty({ isSearching, onClearSearch, onShowAll }: ListEmptyProps) {
  if (isSearching) {
    return (
      <EmptyState
        icon={<IconSearchOff />}
        title="No network fits the search"
        actions={
          <Button variant="default" onClick={onClearSearch}>
            Clear the search
          </Button>
        }
      >
        Search by words, or by <code>is:unused</code>, <code>driver:</code>, <code>subnet:10.0.0.7</code>,{' '}
        <code>container:</code>, <code>label:key=value</code>; a minus in front leaves out.
      </EmptyState>
    );
  }
  return (
    <EmptyState
      icon={<IconNetwork />}
      title="No such networks"
      actions={
        <Button variant="default" onClick={onShowAll}>
          Show all networks
        </Button>
      }
    >
      There are networks, but none of this kind.
    </EmptyState>
  );
}
