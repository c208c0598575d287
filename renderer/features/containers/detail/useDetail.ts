import { useEffect, useRef } from 'react';
import { useSelector } from 'react-redux';
import type { ContainerDetail, ContainerSummary } from '../../../../contract/model/container.ts';
import { client } from '../../../rpc/index.ts';
import { containersSlice } from '../store/containersSlice.ts';
import { type Loaded, useLoad } from '../../../ui/useLoad.ts';

const { selectEntities, selectIsLoaded, selectListError } = containersSlice.selectors;
type Root = Parameters<typeof selectEntities>[0];

interface Detail extends Loaded<ContainerDetail> {
  /** As the list has it; nothing once it is gone. */
  readonly summary?: ContainerSummary;
  /** The list is there, and this container is not in it. */
  readonly isGone: boolean;
}

/** What `inspect` says, asked again each time the list says that something changed. */
export function useDetail(context: string, id: string): Detail {
  const summary = useSelector((root: Root) => selectEntities(root)[id]);
  const isLoaded = useSelector(selectIsLoaded);
  const isAway = useSelector(selectListError) !== undefined;
  const loaded = useLoad(`${context} ${id}`, (signal) => client.containers.inspect({ context, id }, { signal }));

  const seen = useRef(summary);
  const { reload } = loaded;
  useEffect(() => {
    if (seen.current === summary) return;
    seen.current = summary;
    reload();
  }, [summary, reload]);

  return { ...loaded, summary, isGone: isLoaded && !isAway && !summary && loaded.error?.code === 'not-found' };
}
