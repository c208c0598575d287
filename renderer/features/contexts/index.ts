import { deferred } from '../../ui/index.ts';

export { ContextSwitcher } from './ContextSwitcher.tsx';
export { engineName, toneOf, wordOf } from './contextState.ts';
export { contextsSlice } from './contextsSlice.ts';
export { createFollowedList } from './followedList.ts';
export { SignInHost } from './signIn/SignInHost.tsx';
export { reconnectContext, selectContext } from './selectContext.ts';
export { openContextSwitcher } from './switcher.ts';
export { followContexts, useAreContextsLoaded, useContexts, useSelectedContext } from './useContexts.ts';

export const ContextsPage = deferred(async () => (await import('./page/ContextsPage.tsx')).ContextsPage);
