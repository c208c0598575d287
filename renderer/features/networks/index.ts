import { deferred } from '../../ui/index.ts';

export { NetworksHost } from './NetworksHost.tsx';
export { useFollowedNetworks } from './store/followNetworks.ts';
export { networksSlice } from './store/networksSlice.ts';
export { networksViewSlice } from './store/viewSlice.ts';
export const NetworksPage = deferred(async () => (await import('./NetworksPage.tsx')).NetworksPage);
export const MapPage = deferred(async () => (await import('./map/MapPage.tsx')).MapPage);
export const TryPage = deferred(async () => (await import('./try/TryPage.tsx')).TryPage);
export const PortsPage = deferred(async () => (await import('./ports/PortsPage.tsx')).PortsPage);
export const NetworksTogether = deferred(
  async () => (await import('./together/NetworksTogether.tsx')).NetworksTogether,
);
