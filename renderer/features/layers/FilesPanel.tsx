import { SegmentedControl } from '@mantine/core';
import { useEffect, useState } from 'react';
import type { ImageFile, OpenedImage } from '../../../contract/model/imageFiles.ts';
import { EmptyState, ErrorNotice, SearchBox, Toolbar, formatNumber } from '../../ui/index.ts';
import { LazyTree } from '../../ui/json/LazyTree.tsx';
import { FileRow } from './FileRow.tsx';
import styles from './Layers.module.css';
import { type Filter, useFileTree } from './useFileTree.ts';
import { t } from './texts/index.ts';

const FILTERS: readonly Filter[] = ['added', 'changed', 'removed', 'wasted'];
const SETTLE_MS = 150;

interface FilesPanelProps {
  readonly context: string;
  readonly image: OpenedImage;
  readonly layer: number;
  readonly currentPath: string | undefined;
  readonly onFile: (file: ImageFile) => void;
}

/** The files of a layer, or of all up to it, as a tree. */
export function FilesPanel({ context, image, layer, currentPath, onFile }: FilesPanelProps) {
  const [scope, setScope] = useState<'layer' | 'all'>('layer');
  const [only, setOnly] = useState<readonly Filter[]>([]);
  const [search, setSearch] = useState('');
  const query = useSettled(search.trim());
  const tree = useFileTree({ context, imageId: image.imageId, layer, scope, only }, query);
  const { lines, isLoaded, total, error, toggle, need } = tree;

  const flip = (filter: Filter) =>
    setOnly(only.includes(filter) ? only.filter((other) => other !== filter) : [...only, filter]);
  return (
    <>
      <Toolbar label={t('Which files')}>
        <SegmentedControl
          aria-label={t('Which files')}
          size="xs"
          data={[
            { value: 'layer', label: t('This layer') },
            { value: 'all', label: t('Everything up to here') },
          ]}
          value={scope}
          onChange={(value) => setScope(value === 'all' ? 'all' : 'layer')}
        />
        <fieldset className={styles.filters} aria-label={t('Only these')}>
          {FILTERS.map((filter) => (
            <button
              key={filter}
              type="button"
              className={styles.filter}
              data-kind={filter}
              aria-pressed={only.includes(filter)}
              onClick={() => flip(filter)}
            >
              {filter}
            </button>
          ))}
        </fieldset>
        <SearchBox
          label={t('Search files')}
          placeholder={t('Path, or *.conf')}
          value={search}
          onChange={setSearch}
          isInvalid={query !== '' && isLoaded && total === 0}
          note={query === '' || !isLoaded ? undefined : t('{{total}} found', { total: formatNumber(total) })}
        />
      </Toolbar>
      {error && <ErrorNotice error={error} />}
      {isLoaded && lines.length === 0 ? (
        <EmptyState
          title={
            query !== ''
              ? t('No file fits the search')
              : only.length > 0
                ? t('No such files')
                : t('This layer touches no files')
          }
        >
          {query === '' &&
            only.length === 0 &&
            t('It is there for its metadata, or only sets up directories that exist already.')}
        </EmptyState>
      ) : (
        <LazyTree
          label={t('Files')}
          lines={lines}
          currentId={currentPath}
          onToggle={({ file }, isOpen) => file && toggle(file.path, isOpen)}
          onActivate={({ file }) => file && onFile(file)}
          render={(line) => <FileRow line={line} hasPath={query !== ''} need={need} />}
        />
      )}
    </>
  );
}

/** What is typed, once it rests. */
function useSettled(value: string): string {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), value === '' ? 0 : SETTLE_MS);
    return () => clearTimeout(timer);
  }, [value]);
  return settled;
}
