import { deferred } from '../../ui/index.ts';

export { openWhatHappened } from './teach/openWhatHappened.ts';
export { WhatHappenedHost } from './teach/WhatHappenedHost.tsx';
export const ActivityPage = deferred(async () => (await import('./ActivityPage.tsx')).ActivityPage);
/** The events of one engine, or of one label of it. */
export const EventsTab = deferred(async () => (await import('./EventsTab.tsx')).EventsTab);
