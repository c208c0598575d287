import { z } from 'zod';
import { Settings } from '../../contract/model/settings.ts';
import { migrate, type SettingsText, versionOf } from './migrations.ts';

type Tree = Readonly<Record<string, unknown>>;

/** Settings as they were read, with what must be written back although this version knows nothing of it. */
export interface ReadSettings {
  readonly settings: Settings;
  /** Keys that this version does not know, where they stood. */
  readonly unknown: Tree;
  /** Values of settings that it knows but cannot use: kept until the person chooses another. */
  readonly unusable: Tree;
  readonly problems: readonly { readonly path: string; readonly message: string }[];
  readonly version: number;
}

const isTree = (value: unknown): value is Tree => typeof value === 'object' && value !== null && !Array.isArray(value);

/** Each setting for itself: one that is not valid gets its default, and is told in `problems`. */
export function readSettings(text: SettingsText): ReadSettings {
  const { version: _, ...tree } = migrate(text);
  const unusable: Record<string, unknown> = {};
  const usable: Record<string, unknown> = {};
  const problems: { path: string; message: string }[] = [];
  for (const [key, schema] of Object.entries(Settings.shape)) {
    const value = tree[key];
    const checked = schema.safeParse(value);
    if (checked.success) {
      if (checked.data !== undefined) usable[key] = checked.data;
      continue;
    }
    unusable[key] = value;
    for (const { path, message } of checked.error.issues) problems.push({ path: [key, ...path].join('.'), message });
  }
  return {
    settings: Settings.parse(usable),
    unknown: unknownKeys(Settings, tree),
    unusable,
    problems,
    version: versionOf(text),
  };
}

/** What of a value its schema would drop, at any depth of objects. */
function unknownKeys(schema: z.ZodType, value: Tree): Tree {
  const shape = shapeOf(schema);
  if (!shape) return {};
  const found = Object.entries(value).flatMap(([key, inner]): [string, unknown][] => {
    const known = Object.hasOwn(shape, key) ? shape[key] : undefined;
    if (!known) return [[key, inner]];
    if (!isTree(inner)) return [];
    const deeper = unknownKeys(known, inner);
    return Object.keys(deeper).length === 0 ? [] : [[key, deeper]];
  });
  return Object.fromEntries(found);
}

function shapeOf(schema: z.ZodType): Readonly<Record<string, z.ZodType>> | undefined {
  if (schema instanceof z.ZodDefault || schema instanceof z.ZodOptional) return shapeOf(schema.unwrap() as z.ZodType);
  return schema instanceof z.ZodObject ? (schema.shape as Record<string, z.ZodType>) : undefined;
}

/** The settings with what is kept for others. What is a choice of this version wins. */
export function withUnknown(settings: Tree, unknown: Tree): Tree {
  const merged: Record<string, unknown> = { ...settings };
  for (const [key, value] of Object.entries(unknown)) {
    const own = merged[key];
    if (own === undefined) merged[key] = value;
    else if (isTree(own) && isTree(value)) merged[key] = withUnknown(own, value);
  }
  return merged;
}

/** The places of unknown keys, to be told. */
export const placesOf = (tree: Tree): readonly string[] =>
  Object.entries(tree).flatMap(([key, value]) => {
    const deeper = isTree(value) ? placesOf(value) : [];
    return deeper.length === 0 ? [key] : deeper.map((place) => `${key}.${place}`);
  });
