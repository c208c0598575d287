import { valueAt, withValueAt } from '../../contract/model/settingPath.ts';

export type SettingsText = Readonly<Record<string, unknown>>;

/** Raised when a setting gets another place or meaning. */
export const SETTINGS_VERSION = 2;

/** By the version that they lead away from. */
const MIGRATIONS: Readonly<Record<number, (settings: SettingsText) => SettingsText>> = {
  /** Whether single keys are shortcuts was a matter of layout. */
  1(settings) {
    const { layout, ...others } = settings;
    if (typeof layout !== 'object' || layout === null || !('shortcuts.plainKeys' in layout)) return settings;
    const { 'shortcuts.plainKeys': plainKeys, ...rest } = layout;
    return { ...others, layout: rest, ...(typeof plainKeys === 'boolean' && { plainKeys }) };
  },
};

/** Settings of any older version, as this one has them. Those of a newer one are left as they are. */
export function migrate(settings: SettingsText): SettingsText {
  const version = versionOf(settings);
  let migrated = settings;
  for (let from = version; from < SETTINGS_VERSION; from++) migrated = MIGRATIONS[from]?.(migrated) ?? migrated;
  return withValueAt(migrated, 'version', Math.max(version, SETTINGS_VERSION));
}

export function versionOf(settings: SettingsText): number {
  const version = valueAt(settings, 'version');
  return typeof version === 'number' && Number.isInteger(version) && version > 0 ? version : 1;
}
