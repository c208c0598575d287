import { IconColumns3, IconPlus, IconTrashX } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { IconButton, PageHeader } from '../../../ui/index.ts';
import styles from '../../../ui/list/List.module.css';
import type { Point } from '../../../ui/table/Table.tsx';
import { NetworkSections } from '../NetworkSections.tsx';
import type { NetworkScope } from './useNetworkList.ts';

interface ListHeaderProps {
  readonly search: ReactNode;
  readonly scope: NetworkScope;
  readonly onScope: (scope: NetworkScope) => void;
  readonly counts: Readonly<Record<NetworkScope, number>>;
  readonly onColumnsMenu: (at: Point) => void;
  readonly onPrune: () => void;
  readonly onCreate: () => void;
}

const SCOPES: readonly (readonly [NetworkScope, string])[] = [
  ['all', 'All'],
  ['used', 'In use'],
  ['unused', 'Unused'],
];

export function ListHeader({ search, scope, onScope, counts, onColumnsMenu, onPrune, onCreate }: ListHeaderProps) {
  return (
    <PageHeader
      title="Networks"
      actions={
        <>
          <span className={styles.narrowHidden}>
            <IconButton
              label="Choose columns"
              aria-haspopup="menu"
              icon={<IconColumns3 aria-hidden="true" />}
              onClick={(event) => {
                const { left, bottom } = event.currentTarget.getBoundingClientRect();
                onColumnsMenu({ x: left, y: bottom });
              }}
            />
            <IconButton
              label="Remove networks that nobody uses"
              icon={<IconTrashX aria-hidden="true" />}
              onClick={onPrune}
            />
          </span>
          <button type="button" className={styles.runButton} onClick={onCreate} aria-label="Create a network">
            <IconPlus size={15} stroke={2} aria-hidden="true" />
            <span className={styles.runLabel}>Create</span>
          </button>
        </>
      }
    >
      <NetworkSections current="/networks" />
      {search}
      <fieldset className={`${styles.scope} ${styles.wideScope}`} aria-label="Which networks">
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
