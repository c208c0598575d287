import { deferred } from '../../ui/index.ts';

export { layoutStore, useLayoutValue } from './layout.ts';
export { LanguageFollower, showKeptLanguage } from './LanguageFollower.tsx';
export { SettingsCommands } from './SettingsCommands.tsx';
export { useListView } from './useListView.ts';
export { settingsSlice } from './settingsSlice.ts';
export { colorSchemeManager, ThemeFollower } from './ThemeFollower.tsx';
export { StartupNotices } from './StartupNotices.tsx';
export { useAppInfo } from './useAppInfo.ts';
export { lockedReason, useLocked, usePolicy } from './usePolicy.ts';
export { arePlainKeysOn, followSettings, useSettings } from './useSettings.ts';
export const SettingsPage = deferred(async () => (await import('./SettingsPage.tsx')).SettingsPage);
