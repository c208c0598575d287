export type PathPart = string | number;

/** Where the cursor stands in a text that may be half-typed: by lines and indentation, not by a parser. */
export interface CursorContext {
  readonly type: 'key' | 'value';
  /** `key`: of the map that is being written in (or of the list, for a new item); `value`: of the value itself. */
  readonly path: readonly PathPart[];
  /** Where the word that is being typed begins. */
  readonly from: number;
  readonly typed: string;
  /** How far in a key stands. */
  readonly column: number;
  /** Between `{}` or `[]`. */
  readonly isFlow: boolean;
}

interface Line {
  /** Columns of the dashes before the content. */
  readonly dashes: readonly number[];
  /** Where the content begins. */
  readonly column: number;
  readonly key?: string;
  /** What stands after `key:`, or the whole content. */
  readonly rest: string;
  readonly restColumn: number;
}

const KEY = /^("(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|[^\s#"'[\]{},&*!|>%@-][^:#]*?|-[^\s:#][^:#]*?)\s*:(?=\s|$)/;

function readLine(text: string): Line {
  const dashes: number[] = [];
  let column = /^ */.exec(text)?.[0].length ?? 0;
  for (let dash = /^-( +|$)/.exec(text.slice(column)); dash; dash = /^-( +|$)/.exec(text.slice(column))) {
    dashes.push(column);
    column += dash[0].length;
  }
  const content = text.slice(column);
  const key = KEY.exec(content);
  if (!key) return { dashes, column, rest: content, restColumn: column };
  const after = content.slice(key[0].length);
  const space = /^\s*(?:[&!]\S+\s+)*/.exec(after)?.[0].length ?? 0;
  return {
    dashes,
    column,
    key: (key[1] ?? '').replace(/^(["'])(.*)\1$/, '$2'),
    rest: after.slice(space),
    restColumn: column + key[0].length + space,
  };
}

/** Undefined inside of a comment. */
export function contextAt(text: string, offset: number): CursorContext | undefined {
  const start = text.lastIndexOf('\n', offset - 1) + 1;
  const before = text.slice(start, offset);
  if (/(^|\s)#/.test(before.replaceAll(/"[^"]*"|'[^']*'/g, ''))) return undefined;
  const line = readLine(before);
  const path: PathPart[] = [];
  let column = line.column;
  const isValue = line.key !== undefined;
  const flow = flowAt(line.rest);
  if (line.key !== undefined) path.push(line.key);
  for (const dash of line.dashes.toReversed()) {
    path.unshift(0);
    column = dash;
  }
  climb(text, start, column, path);
  const base = start + line.restColumn;
  if (flow) {
    const full = [...path, ...flow.path];
    return { type: flow.type, path: full, from: base + flow.at, typed: flow.typed, column: 0, isFlow: true };
  }
  const typed = line.rest;
  return { type: isValue ? 'value' : 'key', path, from: base, typed, column: line.column, isFlow: false };
}

/** Adds what stands above, further out, to the front of the path. */
function climb(text: string, start: number, from: number, path: PathPart[]): void {
  let column = from;
  let end = start - 1;
  while (end > 0 && column >= 0) {
    const begin = text.lastIndexOf('\n', end - 1) + 1;
    const raw = text.slice(begin, end);
    end = begin - 1;
    if (/^\s*(#|$)/.test(raw)) continue;
    const line = readLine(raw);
    const outer = line.dashes[0] ?? line.column;
    // An item stands at the column of its key, or further in.
    const isItem = typeof path[0] === 'number';
    if (
      line.key !== undefined &&
      (line.column < column || (isItem && line.column === column && line.dashes.length === 0))
    ) {
      path.unshift(line.key);
      column = line.column;
    } else if (outer >= column) continue;
    for (const dash of line.dashes.toReversed()) {
      if (dash >= column) continue;
      path.unshift(0);
      column = dash;
    }
    if (column === 0 && line.dashes.length === 0 && line.key !== undefined) return;
  }
}

interface Flow {
  readonly type: 'key' | 'value';
  readonly path: readonly PathPart[];
  readonly at: number;
  readonly typed: string;
}

/** The brackets that are open at the end of a line. */
function flowAt(rest: string): Flow | undefined {
  const stack: { readonly kind: '[' | '{'; key?: string | undefined; index: number }[] = [];
  let at = 0;
  for (let index = 0; index < rest.length; index++) {
    const char = rest.charAt(index);
    const top = stack.at(-1);
    if (char === '"' || char === "'") {
      const close = rest.indexOf(char, index + 1);
      if (close < 0) break;
      index = close;
    } else if ((char === '[' || char === '{') && (top || index === 0)) {
      stack.push({ kind: char, index: 0 });
      at = index + 1;
    } else if (!top) return undefined;
    else if (char === ']' || char === '}') stack.pop();
    else if (char === ',') {
      top.index += 1;
      top.key = undefined;
      at = index + 1;
    } else if (char === ':' && /\s|$/.test(rest.charAt(index + 1)) && top.kind === '{') {
      top.key = rest.slice(at, index).trim();
      at = index + 1;
    }
  }
  const top = stack.at(-1);
  if (!top) return undefined;
  const space = /^\s*/.exec(rest.slice(at))?.[0].length ?? 0;
  const path = stack.flatMap(({ kind, key, index }): PathPart[] =>
    kind === '[' ? [index] : key === undefined ? [] : [key],
  );
  const type = top.kind === '{' && top.key === undefined ? 'key' : 'value';
  return { type, path, at: at + space, typed: rest.slice(at + space) };
}
