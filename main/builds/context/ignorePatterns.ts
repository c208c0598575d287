/** One line of an ignore file, as `github.com/moby/patternmatcher` takes it. */
export interface IgnorePattern {
  readonly isException: boolean;
  /** Cleaned, with `/`, without a leading one. */
  readonly text: string;
  matches(path: string): boolean;
}

export interface IgnoreRules {
  readonly patterns: readonly IgnorePattern[];
  readonly hasExceptions: boolean;
  /** Lines that are no patterns; a build with them fails. */
  readonly bad: readonly string[];
}

/** Reads `.dockerignore`: comments, exceptions, paths that are made relative, as BuildKit's reader does. */
export function readIgnoreFile(text: string): IgnoreRules {
  const bad: string[] = [];
  const patterns = text
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .filter((line) => !line.startsWith('#') && trim(line) !== '')
    .flatMap((line) => {
      const trimmed = trim(line);
      const isException = trimmed.startsWith('!');
      const typed = isException ? trim(trimmed.slice(1)) : trimmed;
      if (typed === '' || !isGlob(typed)) {
        bad.push(trimmed);
        return [];
      }
      const cleaned = clean(typed);
      const relative = cleaned.length > 1 && cleaned.startsWith('/') ? cleaned.slice(1) : cleaned;
      return [{ isException, text: relative, matches: compile(relative) }];
    });
  return { patterns, hasExceptions: patterns.some(({ isException }) => isException), bad };
}

/** Go's `strings.TrimSpace`: unlike JavaScript's it leaves a byte order mark, and takes U+0085. */
const trim = (text: string): string => text.replaceAll(/^[\t\v\f\r \u0085\p{Z}]+|[\t\v\f\r \u0085\p{Z}]+$/gu, '');

/** Go's `path.Clean`. */
export function clean(path: string): string {
  const isRooted = path.startsWith('/');
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '' || part === '.') continue;
    if (part !== '..') parts.push(part);
    else if (parts.length > 0 && parts.at(-1) !== '..') parts.pop();
    else if (!isRooted) parts.push('..');
  }
  return (isRooted ? '/' : '') + parts.join('/') || '.';
}

/** Whether Go's `filepath.Match` would take it: a class that is open, or a backslash at the end, is refused. */
function isGlob(pattern: string): boolean {
  for (let at = 0; at < pattern.length; at++) {
    if (pattern[at] === '\\') {
      at += 1;
      if (at === pattern.length) return false;
      continue;
    }
    if (pattern[at] !== '[') continue;
    const end = /^\[\^?(?:\\.|[^\]\\])+\]/s.exec(pattern.slice(at));
    if (!end) return false;
    at += end[0].length - 1;
  }
  return true;
}

type Kind = 'exact' | 'prefix' | 'suffix' | 'expression';

/** The same translation as patternmatcher’s `compile`, with its shortcuts: `a/**` is a prefix, `**` at the start a suffix. */
function compile(pattern: string): (path: string) => boolean {
  let kind: Kind = 'exact';
  let expression = '^';
  const chars = Array.from(pattern);
  for (let at = 0, turn = 0; at < chars.length; at++, turn++) {
    const char = chars[at]!;
    if (char === '*' && chars[at + 1] === '*') {
      at += chars[at + 2] === '/' ? 2 : 1;
      if (at + 1 >= chars.length) {
        if (kind === 'exact') kind = 'prefix';
        else {
          expression += '.*';
          kind = 'expression';
        }
      } else {
        expression += '(?:.*/)?';
        kind = 'expression';
      }
      if (turn === 0) kind = 'suffix';
    } else if (char === '*' || char === '?') {
      expression += char === '*' ? '[^/]*' : '[^/]';
      kind = 'expression';
    } else if (char === '\\' && at + 1 < chars.length) {
      expression += escaped(chars[++at]!);
      kind = 'expression';
    } else if (char === '[') {
      const [all = '['] = /^\[\^?(?:\\.|[^\]\\])+\]/s.exec(chars.slice(at).join('')) ?? [];
      expression += all.replaceAll(/(?<!\\)[[&~|-](?=[[&~|-])/g, String.raw`\$&`);
      at += Array.from(all).length - 1;
      kind = 'expression';
    } else expression += escaped(char);
  }
  if (kind === 'exact') return (path) => path === pattern;
  if (kind === 'prefix') return (path) => path.startsWith(pattern.slice(0, -2));
  if (kind === 'suffix') {
    const end = pattern.slice(2);
    return (path) => path.endsWith(end) || (end.startsWith('/') && path === end.slice(1));
  }
  const regex = new RegExp(`${expression}$`, 'su');
  return (path) => regex.test(path);
}

const escaped = (char: string): string => (/[\\^$.*+?()[\]{}|/-]/.test(char) ? `\\${char}` : char);
