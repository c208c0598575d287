export { ConnectionBanner } from './ConnectionBanner.tsx';
export { ConnectionRefused } from './ConnectionRefused.tsx';
export { HostMeter } from './HostMeter.tsx';
export { PageBoundary } from './PageBoundary.tsx';
export { ShortcutHelpHost } from './ShortcutHelpHost.tsx';
