import { levelCode, levelOf } from '../text/level.ts';
import { plainText } from '../text/controls.ts';
import { type CompiledQuery, compileQuery, type SearchQuery } from './query.ts';

/** Lines as they lie in a block; copied for the worker. */
export interface AnalysisRequest {
  readonly id: number;
  readonly text: Uint8Array<ArrayBuffer>;
  readonly lineCount: number;
  readonly query?: SearchQuery;
  readonly wantsLevels: boolean;
}

export interface AnalysisResult {
  readonly id: number;
  /** Indexes of the lines that match, ascending; nothing without a query. */
  readonly matches?: Uint32Array<ArrayBuffer>;
  /** One code a line. */
  readonly levels?: Uint8Array<ArrayBuffer>;
}

const decoder = new TextDecoder();
const NOTHING = new Uint32Array(0);

/** Runs in the worker: which lines match, and what level each has. */
export function createAnalyser(): (request: AnalysisRequest) => AnalysisResult {
  let asked: SearchQuery | undefined;
  let compiled: CompiledQuery = { type: 'none' };

  return ({ id, text: bytes, lineCount, query, wantsLevels }) => {
    if (query && !isSame(query, asked)) compiled = compileQuery((asked = query));
    const text = plainText(decoder.decode(bytes));
    return {
      id,
      matches: query && (compiled.type === 'pattern' ? findMatches(text, lineCount, compiled.pattern, query) : NOTHING),
      levels: wantsLevels ? findLevels(text, lineCount) : undefined,
    };
  };
}

const isSame = (a: SearchQuery, b: SearchQuery | undefined) =>
  a.text === b?.text && a.isRegex === b.isRegex && a.isCaseSensitive === b.isCaseSensitive;

function findMatches(text: string, lineCount: number, pattern: RegExp, query: SearchQuery): Uint32Array<ArrayBuffer> {
  return Uint32Array.from(
    query.isRegex ? linesThatMatch(text, lineCount, pattern) : linesThatHold(text, lineCount, pattern),
  );
}

/** Words are looked for in all lines at once, then the lines are counted: most lines do not hold them. */
function linesThatHold(text: string, lineCount: number, pattern: RegExp): number[] {
  const found: number[] = [];
  let line = 0;
  let lineEnd = endOfLine(text, 0);
  pattern.lastIndex = 0;
  for (let match = pattern.exec(text); match; match = pattern.exec(text)) {
    while (lineEnd < match.index) {
      line += 1;
      lineEnd = endOfLine(text, lineEnd + 1);
    }
    if (line >= lineCount) break;
    found.push(line);
    pattern.lastIndex = lineEnd;
  }
  return found;
}

/** An expression may say `^`, `$` or `\s`: each line is asked by itself, and to its end, so that marking the matches
 * in a line that was found never takes longer than finding it did. */
function linesThatMatch(text: string, lineCount: number, pattern: RegExp): number[] {
  const found: number[] = [];
  let start = 0;
  for (let line = 0; line < lineCount; line++) {
    const end = endOfLine(text, start);
    const subject = text.slice(start, end);
    pattern.lastIndex = 0;
    let isFound = false;
    for (let match = pattern.exec(subject); match; match = pattern.exec(subject)) {
      isFound = true;
      if (match[0] === '') pattern.lastIndex += 1;
    }
    if (isFound) found.push(line);
    start = end + 1;
  }
  return found;
}

function findLevels(text: string, lineCount: number): Uint8Array<ArrayBuffer> {
  const levels = new Uint8Array(lineCount);
  let start = 0;
  for (let line = 0; line < lineCount; line++) {
    const end = endOfLine(text, start);
    levels[line] = levelCode(levelOf(text.slice(start, Math.min(end, start + 4000))));
    start = end + 1;
  }
  return levels;
}

function endOfLine(text: string, from: number): number {
  const end = text.indexOf('\n', from);
  return end < 0 ? text.length : end;
}
