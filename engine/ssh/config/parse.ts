import { readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, isAbsolute, join } from 'node:path';
import { matchesPattern } from './patterns.ts';

/** One line of ssh_config, in the block that it stands in. */
export interface ConfigLine {
  readonly key: string;
  readonly values: readonly string[];
  /** All of them must hold; none: it is for every host. */
  readonly conditions: readonly Condition[];
}

export interface Condition {
  readonly type: 'host' | 'match';
  readonly values: readonly string[];
}

/** ssh stops there too. */
const MAX_DEPTH = 16;

/** Its lines in order, with those of included files in their places. A file that is not there has none. */
export function readConfigLines(file: string, includeDir: string, home: string): ConfigLine[] {
  return readInto(file, { includeDir, home, conditions: [], depth: 0 });
}

interface Reading {
  readonly includeDir: string;
  readonly home: string;
  readonly conditions: readonly Condition[];
  readonly depth: number;
}

function readInto(file: string, reading: Reading): ConfigLine[] {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    return [];
  }
  const lines: ConfigLine[] = [];
  let conditions = reading.conditions;
  for (const line of text.split(/\r?\n/)) {
    const [key, ...values] = words(line);
    if (key === undefined) continue;
    const name = key.toLowerCase();
    if (name === 'host' || name === 'match') {
      conditions = [...reading.conditions, { type: name, values }];
    } else if (name === 'include' && reading.depth < MAX_DEPTH) {
      for (const found of values.flatMap((pattern) => filesOf(pattern, reading))) {
        lines.push(...readInto(found, { ...reading, conditions, depth: reading.depth + 1 }));
      }
    } else {
      lines.push({ key: name, values, conditions });
    }
  }
  return lines;
}

/** `Key value "a b"`, `Key=value`; from a `#` where a word would begin on, nothing counts. */
export function words(line: string): string[] {
  const [, key, rest = ''] = /^\s*([A-Za-z][\w-]*)(?:\s*=\s*|\s+|$)(.*)$/.exec(line) ?? [];
  if (key === undefined) return [];
  const values: string[] = [];
  for (const [whole, double, single, plain] of rest.matchAll(/"([^"]*)"|'([^']*)'|([^\s"']+)/g)) {
    if (whole.startsWith('#')) break;
    values.push(double ?? single ?? plain ?? '');
  }
  return [key, ...values];
}

function filesOf(pattern: string, { includeDir, home }: Reading): string[] {
  const from = pattern.startsWith('~/') ? join(home, pattern.slice(2)) : pattern;
  const path = isAbsolute(from) ? from : join(includeDir, from);
  if (!/[*?]/.test(basename(path))) return [path];
  try {
    return readdirSync(dirname(path))
      .filter((name) => !name.startsWith('.') && matchesPattern(name, basename(path)))
      .sort()
      .map((name) => join(dirname(path), name));
  } catch {
    return [];
  }
}
