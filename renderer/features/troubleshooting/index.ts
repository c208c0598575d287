import { deferred } from '../../ui/index.ts';

export const TroubleshootingPage = deferred(
  async () => (await import('./TroubleshootingPage.tsx')).TroubleshootingPage,
);
