import { useMemo } from 'react';
import { useSelector } from 'react-redux';
import { containersSlice } from '../../containers/index.ts';

/** The names of the containers that run with a volume now. */
export function useRunningUsers(volume: string | undefined): readonly string[] {
  const containers = useSelector(containersSlice.selectors.selectItems);
  return useMemo(
    () =>
      containers
        .filter(
          ({ state, mounts }) =>
            state === 'running' && mounts.some(({ type, name }) => type === 'volume' && name === volume),
        )
        .map(({ name }) => name),
    [containers, volume],
  );
}
