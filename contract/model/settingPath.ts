import type { Settings } from './settings.ts';

/**
 * Each setting by its place in the file. A policy can set these, an import brings them, and the page finds them; the open
 * context and the layout are no choices in this sense.
 */
export const SETTING_PATHS = [
  'theme',
  'language',
  'plainKeys',
  'stopTimeoutSeconds',
  'startEngine',
  'buildHistory',
  'proxy',
  'tagCheckHours',
  'watchedTags',
  'registries',
  'diskRules',
  'notifications',
  'desktop',
  'engine.place',
  'engine.vm.hypervisor',
  'engine.vm.cpus',
  'engine.vm.memoryBytes',
  'engine.vm.diskBytes',
  'engine.vm.saverMinutes',
  'engine.vm.passesProxies',
  'engine.vm.passesCertificates',
  'engine.vm.emulates',
  'engine.vm.folders',
] as const;
export type SettingPath = (typeof SETTING_PATHS)[number];

type Tree = Readonly<Record<string, unknown>>;

const isTree = (value: unknown): value is Tree => typeof value === 'object' && value !== null && !Array.isArray(value);

/** Undefined where there is none. */
export function valueAt(tree: unknown, path: string): unknown {
  return path
    .split('.')
    .reduce<unknown>((at, key) => (isTree(at) && Object.hasOwn(at, key) ? at[key] : undefined), tree);
}

/** A copy with this value there; undefined takes it away. */
export function withValueAt<T extends object>(tree: T, path: string, value: unknown): T {
  const [key = '', ...rest] = path.split('.');
  const before = (tree as Tree)[key];
  const next = rest.length === 0 ? value : withValueAt(isTree(before) ? before : {}, rest.join('.'), value);
  const { [key]: _, ...others } = tree as Tree;
  return (next === undefined ? others : { ...others, [key]: next }) as T;
}

/** A value of the settings that the organisation has set: nobody changes it from here. */
export interface LockedSetting {
  readonly path: SettingPath;
  readonly value: unknown;
}

/** What a managed file of this computer says of the settings. */
export interface PolicyStatus {
  /** Absent where there is none. */
  readonly file?: string;
  /** Who set it and why, in its own words. */
  readonly reason?: string;
  readonly locked: readonly LockedSetting[];
  /** What in it cannot be used, and is not. */
  readonly problems: readonly string[];
}

/** What an import does, or would do. */
export interface SettingsImport {
  readonly changes: readonly { readonly path: SettingPath; readonly before: unknown; readonly after: unknown }[];
  /** Keys of a newer version: they are kept for it. */
  readonly unknown: readonly string[];
  /** Are set by the organisation, and stay. */
  readonly locked: readonly SettingPath[];
}

/** The settings with the values that a policy sets. */
export const withLocked = (settings: Settings, locked: readonly LockedSetting[]): Settings =>
  locked.reduce((tree, { path, value }) => withValueAt(tree, path, value), settings);
