import type { Field } from './fields.ts';

type Config = Readonly<Record<string, unknown>>;

const isConfig = (value: unknown): value is Config =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Undefined where the text is no JSON object. */
export function readConfig(text: string): Config | undefined {
  try {
    const value: unknown = JSON.parse(text.trim() === '' ? '{}' : text);
    return isConfig(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

export function fieldValue(config: Config, [key, inner]: Field['path']): unknown {
  const value = config[key];
  if (inner === undefined) return value;
  return isConfig(value) ? value[inner] : undefined;
}

/** The text with this value there; undefined takes it out, and what is empty then. Everything else stays, in its order. */
export function withField(text: string, [key, inner]: Field['path'], value: unknown): string {
  const config = readConfig(text) ?? {};
  const before = config[key];
  const next = inner === undefined ? value : without({ ...(isConfig(before) ? before : {}), [inner]: value });
  const isEmpty = next === undefined || (inner !== undefined && Object.keys(next as Config).length === 0);
  return `${JSON.stringify(without({ ...config, [key]: isEmpty ? undefined : next }), undefined, 2)}\n`;
}

const without = (config: Config): Config =>
  Object.fromEntries(Object.entries(config).filter(([, value]) => value !== undefined));

/** Lines of a field as a list; undefined where there are none. */
export function listOf(typed: string): readonly string[] | undefined {
  const lines = typed
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);
  return lines.length === 0 ? undefined : lines;
}

/** `key=value` lines as an object; undefined where there are none, a sentence’s line where one is no pair. */
export function pairsOf(typed: string): Readonly<Record<string, string>> | undefined | { readonly wrong: string } {
  const lines = listOf(typed) ?? [];
  const wrong = lines.find((line) => line.indexOf('=') < 1);
  if (wrong !== undefined) return { wrong };
  const entries = lines.map((line): [string, string] => [
    line.slice(0, line.indexOf('=')).trim(),
    line.slice(line.indexOf('=') + 1).trim(),
  ]);
  return entries.length === 0 ? undefined : Object.fromEntries(entries);
}

/** What is typed for a value that is there. */
export function typedOf(value: unknown, kind: Field['kind']): string {
  if (value === undefined) return '';
  if (kind === 'list' && Array.isArray(value)) return value.map(String).join('\n');
  if (kind === 'pairs' && isConfig(value)) {
    return Object.entries(value)
      .map(([key, inner]) => `${key}=${String(inner)}`)
      .join('\n');
  }
  return typeof value === 'string' || typeof value === 'number' ? String(value) : JSON.stringify(value);
}
