import { Button } from '@mantine/core';
import { IconSearchOff, IconStack2 } from '@tabler/icons-react';
import { EmptyState } from '../../../ui/index.ts';

interface ListEmptyProps {
  /** There are images, but none of them fits. */
  readonly isFiltered: boolean;
  readonly isSearching: boolean;
  readonly onClearSearch: () => void;
  readonly onShowAll: () => void;
  readonly onPull: () => void;
}

/** What to do when there is no row to show. */
export function ListEmpty({ isFiltered, isSearching, onClearSearch, onShowAll, onPull }: ListEmptyProps) {
  if (!isFiltered) {
    return (
      <EmptyState icon={<IconStack2 />} title="No images yet" actions={<Button onClick={onPull}>Pull an image</Button>}>
        An image is what a container is made from: the files of a program and how to start it. Pull one from a registry,
        build one, or load one from a file.
      </EmptyState>
    );
  }
  if (isSearching) {
    return (
      <EmptyState
        icon={<IconSearchOff />}
        title="No image fits the search"
        actions={
          <Button variant="default" onClick={onClearSearch}>
            Clear the search
          </Button>
        }
      >
        Search by words, or by <code>is:unused</code>, <code>name:</code>, <code>tag:</code>,{' '}
        <code>label:key=value</code>, <code>size:&gt;1GB</code> and <code>container:</code>; a minus in front leaves
        out.
      </EmptyState>
    );
  }
  return (
    <EmptyState
      icon={<IconStack2 />}
      title="No such images"
      actions={
        <Button variant="default" onClick={onShowAll}>
          Show all images
        </Button>
      }
    >
      There are images, but none of this kind.
    </EmptyState>
  );
}
