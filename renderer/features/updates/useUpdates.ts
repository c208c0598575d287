import { createSelector } from '@reduxjs/toolkit';
import { useSelector } from 'react-redux';
import { updatesSlice } from './updatesSlice.ts';

const selectNewer = createSelector(
  [updatesSlice.selectors.selectWatch],
  ({ tags }): ReadonlySet<string> =>
    new Set(tags.filter(({ state }) => state === 'newer').map(({ reference }) => reference)),
);

/** The tags of the selected engine (`redis:7`) for which their registry has a newer image, as last found. */
export const useNewerTags = (): ReadonlySet<string> => useSelector(selectNewer);
