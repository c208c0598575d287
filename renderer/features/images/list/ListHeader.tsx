import {
  IconColumns3,
  IconDownload,
  IconFileImport,
  IconLayoutList,
  IconTrashX,
  IconWorldSearch,
} from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { IconButton, PageHeader } from '../../../ui/index.ts';
import styles from '../../../ui/list/List.module.css';
import type { Point } from '../../../ui/table/Table.tsx';
import type { ImageScope } from './listItems.ts';

interface ListHeaderProps {
  readonly search: ReactNode;
  readonly scope: ImageScope;
  readonly onScope: (scope: ImageScope) => void;
  readonly counts: Readonly<Record<ImageScope, number>>;
  readonly isGrouped: boolean;
  readonly onGrouped: (isGrouped: boolean) => void;
  readonly onColumnsMenu: (at: Point) => void;
  readonly onLoad: () => void;
  readonly onPrune: () => void;
  readonly onPull: () => void;
  readonly onFind: () => void;
}

const SCOPES: readonly (readonly [ImageScope, string])[] = [
  ['all', 'All'],
  ['used', 'In use'],
  ['unused', 'Unused'],
  ['dangling', 'Dangling'],
];

export function ListHeader(props: ListHeaderProps) {
  const { search, scope, onScope, counts, isGrouped, onGrouped } = props;
  return (
    <PageHeader
      title="Images"
      actions={
        <>
          <span className={styles.narrowHidden}>
            <IconButton
              label="Group by repository"
              isPressed={isGrouped}
              icon={<IconLayoutList aria-hidden="true" />}
              onClick={() => onGrouped(!isGrouped)}
            />
            <IconButton
              label="Choose columns"
              aria-haspopup="menu"
              icon={<IconColumns3 aria-hidden="true" />}
              onClick={(event) => {
                const { left, bottom } = event.currentTarget.getBoundingClientRect();
                props.onColumnsMenu({ x: left, y: bottom });
              }}
            />
            <IconButton
              label="Remove images that nothing uses"
              icon={<IconTrashX aria-hidden="true" />}
              onClick={props.onPrune}
            />
            <IconButton
              label="Load images from a file"
              icon={<IconFileImport aria-hidden="true" />}
              onClick={props.onLoad}
            />
          </span>
          <IconButton
            label="Find images on Docker Hub and in registries"
            icon={<IconWorldSearch aria-hidden="true" />}
            onClick={props.onFind}
          />
          <button type="button" className={styles.runButton} onClick={props.onPull} aria-label="Pull an image">
            <IconDownload size={15} stroke={2} aria-hidden="true" />
            <span className={styles.runLabel}>Pull</span>
          </button>
        </>
      }
    >
      {search}
      <fieldset className={`${styles.scope} ${styles.wideScope}`} aria-label="Which images">
        {SCOPES.map(([id, label]) => (
          <button key={id} type="button" aria-pressed={scope === id} onClick={() => onScope(id)}>
            {label}
            <span className={styles.scopeCount}>{counts[id]}</span>
          </button>
        ))}
      </fieldset>
    </PageHeader>
  );
}
