import { z } from 'zod';
import { DesktopChoices, NotificationChoices } from './shell.ts';
import { DiskRule, DiskRuleRun } from './disk.ts';
import { EngineChoices, VmChoices } from './engineVm.ts';
import { KnownRegistry } from './registry.ts';

export const BuildHistoryLimits = z.object({
  count: z.number().int().min(1).max(10_000),
  days: z.number().int().min(1).max(3650),
  megabytes: z.number().int().min(10).max(100_000),
});
export type BuildHistoryLimits = z.infer<typeof BuildHistoryLimits>;

/** Of the system: as the environment says that Gantry was started with. */
export const AppProxy = z.object({
  mode: z.enum(['system', 'manual', 'none']).default('system'),
  http: z.string().max(2000).default(''),
  https: z.string().max(2000).default(''),
  /** Hosts that are reached without one, with commas between them. */
  noProxy: z.string().max(10_000).default(''),
});
export type AppProxy = z.infer<typeof AppProxy>;

/** What the person chose, kept in one file. Everything has a default, so an empty file is a valid one. */
export const Settings = z.object({
  theme: z.enum(['system', 'light', 'dark']).default('system'),
  /** System: the first of the computer's languages that there are texts in. */
  language: z.enum(['system', 'en', 'de', 'es']).default('system'),
  /** Shortcuts of single keys, such as G then C; those with Ctrl or ⌘ are always on. */
  plainKeys: z.boolean().default(true),
  /** By which Gantry and the tools that it runs reach registries; its own engine too, from its next start on. */
  proxy: AppProxy.default(AppProxy.parse({})),
  /** The context that is open; absent: the docker CLI's current one. */
  selectedContext: z.string().optional(),
  /** Start the app's own engine with the app. */
  startEngine: z.boolean().default(true),
  /** Where the app's own engine runs, and what its VM may take. */
  engine: EngineChoices.default({ vm: VmChoices.parse({}) }),
  /** Registries that were added, and how each is trusted. */
  registries: z.array(KnownRegistry).default([]),
  stopTimeoutSeconds: z.number().int().min(0).max(3600).default(10),
  /** How often registries are asked for newer images of the tags in use, in hours; 0: only when asked to. */
  tagCheckHours: z.number().min(0).max(720).default(0),
  /** Only these tags are watched (`redis:7`); none: all that a container uses. */
  watchedTags: z.array(z.string()).default([]),
  /** How much of past builds is kept; what is older or too much goes, the oldest first. */
  buildHistory: BuildHistoryLimits.default({ count: 200, days: 90, megabytes: 500 }),
  /** What is cleaned up on demand or by itself, and how each went when it last ran by itself. */
  diskRules: z.array(z.object({ rule: DiskRule, savedAt: z.number(), lastRun: DiskRuleRun.optional() })).default([]),
  /** What is told while nobody looks. */
  notifications: NotificationChoices.default(NotificationChoices.parse({})),
  /** How the app behaves as a window of the desktop. */
  desktop: DesktopChoices.default(DesktopChoices.parse({})),
  /** Layout the interface remembers, by its own keys: columns, widths, sort, panel sizes. */
  layout: z.record(z.string(), z.unknown()).default({}),
});
export type Settings = z.infer<typeof Settings>;

export const SettingsPatch = z.object({
  theme: Settings.shape.theme.unwrap().optional(),
  language: Settings.shape.language.unwrap().optional(),
  plainKeys: z.boolean().optional(),
  proxy: AppProxy.optional(),
  startEngine: z.boolean().optional(),
  stopTimeoutSeconds: z.number().int().min(0).max(3600).optional(),
  tagCheckHours: Settings.shape.tagCheckHours.unwrap().optional(),
  watchedTags: z.array(z.string()).max(1000).optional(),
  buildHistory: BuildHistoryLimits.optional(),
  notifications: NotificationChoices.optional(),
  desktop: DesktopChoices.optional(),
  /** Merged key by key; null removes a key. */
  layout: z.record(z.string(), z.unknown()).optional(),
});
export type SettingsPatch = z.infer<typeof SettingsPatch>;
