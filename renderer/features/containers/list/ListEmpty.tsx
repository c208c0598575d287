import { Button } from '@mantine/core';
import { IconBox, IconSearchOff } from '@tabler/icons-react';
import { EmptyState } from '../../../ui/index.ts';

interface ListEmptyProps {
  /** There are containers, but none of them fits. */
  readonly isFiltered: boolean;
  readonly isSearching: boolean;
  readonly onClearSearch: () => void;
  readonly onShowAll: () => void;
  readonly onRun: () => void;
}

/** What to do when there is no row to show. */
export function ListEmpty({ isFiltered, isSearching, onClearSearch, onShowAll, onRun }: ListEmptyProps) {
  if (!isFiltered) {
    return (
      <EmptyState
        icon={<IconBox />}
        title="No containers yet"
        actions={<Button onClick={onRun}>Run your first container</Button>}
      >
        A container runs a program from an image, apart from the rest of the machine. Run one here, or with{' '}
        <code>docker run</code> in a shell: it appears at once.
      </EmptyState>
    );
  }
  if (isSearching) {
    return (
      <EmptyState
        icon={<IconSearchOff />}
        title="No container fits the search"
        actions={
          <Button variant="default" onClick={onClearSearch}>
            Clear the search
          </Button>
        }
      >
        Search by words, or by <code>status:</code>, <code>image:</code>, <code>label:key=value</code>,{' '}
        <code>port:</code>, <code>network:</code> and <code>stack:</code>; a minus in front leaves out.
      </EmptyState>
    );
  }
  return (
    <EmptyState
      icon={<IconBox />}
      title="Nothing is running"
      actions={
        <Button variant="default" onClick={onShowAll}>
          Show all containers
        </Button>
      }
    >
      There are containers, but none of them runs now.
    </EmptyState>
  );
}
