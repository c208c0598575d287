import { createSelector } from '@reduxjs/toolkit';
import { useSelector } from 'react-redux';
import { updatesSlice } from './updatesSlice.ts';

const selectNewer = createSelector(
  [updatesSlice.selectors.selectWatch],
  ({ tags }): ReadonlyMap<string, string> =>
    new Map(tags.filter(({ state }) => state === 'newer').map(({ reference, imageId }) => [reference, imageId])),
);

/**
 * The tags of the selected engine (`redis:7`) for which their registry has a newer image than that with this id. One
 * that has moved to another image since says nothing any more.
 */
export const useNewerTags = (): ReadonlyMap<string, string> => useSelector(selectNewer);
