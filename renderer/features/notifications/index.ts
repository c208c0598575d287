import { deferred } from '../../ui/index.ts';

export { NotificationsHost } from './NotificationsHost.tsx';
export const NotificationsSection = deferred(
  async () => (await import('./NotificationsSection.tsx')).NotificationsSection,
);
export const DesktopSection = deferred(async () => (await import('./DesktopSection.tsx')).DesktopSection);
