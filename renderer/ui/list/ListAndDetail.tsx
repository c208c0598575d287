import type { ReactNode } from 'react';
import { useRoute } from 'wouter';
import { decodePart } from '../decodePart.ts';
import type { LayoutStore } from '../layoutStore.ts';
import { SplitView } from '../SplitView.tsx';
import { t } from '../texts/index.ts';

interface ListAndDetailProps {
  /** First part of the address, and under which the width is remembered: `volumes`. */
  readonly place: string;
  readonly store: LayoutStore;
  readonly list: (openId: string | undefined) => ReactNode;
  /** Absent while there is no list that the open one could be of. */
  readonly detail?: ((id: string, tab: string | undefined) => ReactNode) | undefined;
}

/** A list, and beside it what the address names: `/volumes/:id/:tab`. */
export function ListAndDetail({ place, store, list, detail }: ListAndDetailProps) {
  const [, params] = useRoute<{ readonly id?: string; readonly tab?: string }>(`/${place}/:id?/:tab?`);
  const id = decodePart(params?.id);
  return (
    <SplitView
      label={t('Size of the detail')}
      store={store}
      storeKey={`${place}.detail`}
      defaultSize={560}
      list={list(id)}
      detail={id === undefined ? undefined : detail?.(id, params?.tab)}
    />
  );
}
