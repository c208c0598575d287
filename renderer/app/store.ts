import { configureStore } from '@reduxjs/toolkit';
import { containerActionsSlice, containersSlice, containersViewSlice } from '../features/containers/index.ts';
import { contextsSlice } from '../features/contexts/index.ts';
import { imagesSlice, imagesViewSlice } from '../features/images/index.ts';
import { jobsSlice } from '../features/jobs/index.ts';
import { networksSlice, networksViewSlice } from '../features/networks/index.ts';
import { settingsSlice } from '../features/settings/index.ts';
import { stacksSlice, stacksViewSlice } from '../features/stacks/index.ts';
import { updatesSlice } from '../features/updates/index.ts';
import { volumesSlice, volumesViewSlice } from '../features/volumes/index.ts';

const reducer = {
  [contextsSlice.name]: contextsSlice.reducer,
  [containersSlice.name]: containersSlice.reducer,
  [containersViewSlice.name]: containersViewSlice.reducer,
  [containerActionsSlice.name]: containerActionsSlice.reducer,
  [imagesSlice.name]: imagesSlice.reducer,
  [imagesViewSlice.name]: imagesViewSlice.reducer,
  [networksSlice.name]: networksSlice.reducer,
  [networksViewSlice.name]: networksViewSlice.reducer,
  [jobsSlice.name]: jobsSlice.reducer,
  [settingsSlice.name]: settingsSlice.reducer,
  [stacksSlice.name]: stacksSlice.reducer,
  [stacksViewSlice.name]: stacksViewSlice.reducer,
  [updatesSlice.name]: updatesSlice.reducer,
  [volumesSlice.name]: volumesSlice.reducer,
  [volumesViewSlice.name]: volumesViewSlice.reducer,
};

export const createStore = () =>
  configureStore({
    reducer,
    // Both checks walk the whole state after each action: with 10,000 containers that is most of the time.
    middleware: (standard) => standard({ immutableCheck: false, serializableCheck: false }),
  });
