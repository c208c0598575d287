import { deferred } from '../../ui/index.ts';
import { useFollowedStacks } from './store/followStacks.ts';

const StacksPage = deferred(async () => (await import('./StacksPage.tsx')).StacksPage, null, 'StacksPage');

/** The list is asked for while the code of its page is fetched. */
export function StacksRoute() {
  useFollowedStacks();
  return <StacksPage />;
}
