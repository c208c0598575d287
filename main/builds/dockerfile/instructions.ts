/** One instruction of a Dockerfile; lines count from 1. */
export interface Instruction {
  /** In capitals: `FROM`. */
  readonly keyword: string;
  /** What follows it: lines joined, comments between them gone, without the bodies of heredocs. */
  readonly rest: string;
  readonly startLine: number;
  /** With the bodies of its heredocs. */
  readonly endLine: number;
}

const DIRECTIVE = /^#\s*([a-z][a-z0-9]*)\s*=\s*(.+?)\s*$/i;
const HEREDOC_KEYWORDS = new Set(['RUN', 'COPY', 'ADD']);

/**
 * Takes a Dockerfile apart as BuildKit's parser does: the escape directive, lines that go on, comments and empty lines
 * between them, heredocs. It judges nothing: what is no instruction is given like one.
 */
export function readInstructions(text: string): readonly Instruction[] {
  const lines = text.replace(/^\uFEFF/, '').split(/\r?\n/);
  const escape = escapeOf(lines);
  const goesOn = escape === '`' ? /(^|[^`])`[ \t]*$/ : /(^|[^\\])\\[ \t]*$/;
  const instructions: Instruction[] = [];
  for (let at = 0; at < lines.length;) {
    const first = lines[at] ?? '';
    if (isNothing(first)) {
      at += 1;
      continue;
    }
    const startLine = at + 1;
    let whole = '';
    for (let isMore = true; isMore && at < lines.length; at += 1) {
      const line = lines[at] ?? '';
      if (whole !== '' && isNothing(line)) continue;
      isMore = goesOn.test(line);
      whole += isMore ? line.replace(/.[ \t]*$/, '') : line;
      if (whole === '') whole = ' '; // a line of nothing but the escape begins an instruction all the same
    }
    const [, keyword = '', rest = ''] = /^\s*(\S+)\s*(.*?)\s*$/s.exec(whole) ?? [];
    for (const end of HEREDOC_KEYWORDS.has(keyword.toUpperCase()) ? heredocEnds(rest) : []) {
      while (at < lines.length && !end.test(lines[at] ?? '')) at += 1;
      at += 1;
    }
    instructions.push({ keyword: keyword.toUpperCase(), rest, startLine, endLine: Math.min(at, lines.length) });
  }
  return instructions;
}

const isNothing = (line: string) => /^\s*(#|$)/.test(line);

/** Directives stand before everything else; the first line that is none ends them. */
function escapeOf(lines: readonly string[]): string {
  for (const line of lines) {
    const [, name, value] = DIRECTIVE.exec(line) ?? [];
    if (name === undefined) return '\\';
    if (name.toLowerCase() === 'escape') return value === '`' ? '`' : '\\';
  }
  return '\\';
}

/** What ends each heredoc that the line begins, in their order. */
function heredocEnds(rest: string): readonly RegExp[] {
  return words(rest).flatMap((word) => {
    const [, dash, name] = /^\d*<<(-?)([^<]+)$/.exec(word) ?? [];
    if (name === undefined) return [];
    const bare = name.replaceAll(/['"]/g, '').replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
    return bare === '' ? [] : [new RegExp(`^${dash ? '\\t*' : ''}${bare}$`)];
  });
}

/** Parted at blanks, except within quotes, which stay. */
export const words = (text: string): readonly string[] =>
  text.match(/(?:"(?:\\.|[^"\\])*"|'[^']*'|\\.|[^\s"'\\])+/gs) ?? [];
