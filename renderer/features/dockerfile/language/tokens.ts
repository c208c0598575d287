import { LanguageSupport, StreamLanguage, type StreamParser, type StringStream } from '@codemirror/language';

const KEYWORD =
  /^(ADD|ARG|CMD|COPY|ENTRYPOINT|ENV|EXPOSE|FROM|HEALTHCHECK|LABEL|MAINTAINER|ONBUILD|RUN|SHELL|STOPSIGNAL|USER|VOLUME|WORKDIR)(?=\s|$)/i;
const HEREDOC = /^<<-?(["']?)([A-Za-z_][\w.]*)\1/;

interface State {
  /** Still where directives may stand. */
  isAtTop: boolean;
  escape: string;
  keyword: string;
  /** The line goes on in the next one. */
  isContinued: boolean;
  /** Words at which the heredocs end, in order. */
  heredocs: string[];
  isInHeredoc: boolean;
}

/** A Dockerfile line by line: directives, instructions, flags, strings, variables, heredocs, comments. */
const parser: StreamParser<State> = {
  name: 'dockerfile',
  startState: () => ({
    isAtTop: true,
    escape: '\\',
    keyword: '',
    isContinued: false,
    heredocs: [],
    isInHeredoc: false,
  }),
  copyState: (state) => ({ ...state, heredocs: [...state.heredocs] }),
  blankLine(state) {
    state.isAtTop = false;
  },
  token(stream, state) {
    if (stream.sol() && state.heredocs.length > 0 && !state.isContinued) state.isInHeredoc = true;
    if (state.isInHeredoc) return heredocLine(stream, state);
    if (stream.sol()) {
      const head = lineHead(stream, state);
      if (head !== undefined) return head;
    }
    if (stream.eatSpace()) return null;
    return word(stream, state);
  },
  languageData: { commentTokens: { line: '#' }, closeBrackets: { brackets: ['[', '"', "'", '{'] } },
};

function heredocLine(stream: StringStream, state: State): string {
  const isEnd = stream.sol() && stream.string.trim() === state.heredocs[0];
  stream.skipToEnd();
  if (!isEnd) return 'string.special';
  state.heredocs.shift();
  state.isInHeredoc = state.heredocs.length > 0;
  return 'labelName';
}

/** Comment, directive or instruction; undefined for a line that goes on, or one that begins with none of them. */
function lineHead(stream: StringStream, state: State): string | null | undefined {
  const wasContinued = state.isContinued;
  if (/^\s*#/.test(stream.string)) {
    const directive = /^\s*#\s*(\w+)\s*=\s*(\S*)/.exec(stream.string);
    const isDirective = state.isAtTop && directive && /^(syntax|escape|check)$/i.test(directive[1] ?? '');
    if (isDirective && directive[1]?.toLowerCase() === 'escape') state.escape = directive[2] || '\\';
    if (!isDirective) state.isAtTop = false;
    stream.skipToEnd();
    return isDirective ? 'meta' : 'comment';
  }
  state.isContinued = stream.string.trimEnd().endsWith(state.escape);
  state.isAtTop = false;
  if (wasContinued) return undefined;
  state.keyword = '';
  stream.eatSpace();
  return keywordHere(stream, state) ?? undefined;
}

function keywordHere(stream: StringStream, state: State): string | undefined {
  const match = stream.match(KEYWORD) as RegExpMatchArray | null;
  if (!match) return undefined;
  state.keyword = match[0].toUpperCase();
  return 'keyword';
}

function word(stream: StringStream, state: State): string | null {
  if (state.keyword === 'ONBUILD') {
    const trigger = keywordHere(stream, state);
    if (trigger) return trigger;
  }
  if (state.keyword === 'FROM' && stream.match(/^AS(?=\s)/i)) return 'keyword';
  if (state.keyword === 'HEALTHCHECK') {
    if (stream.match(/^(CMD|NONE)(?=\s|$)/i)) return 'keyword';
  }
  if (stream.match(/^--[\w-]+/)) return 'attributeName';
  const heredoc = /^(RUN|COPY|ADD)$/.test(state.keyword) ? (stream.match(HEREDOC) as RegExpMatchArray | null) : null;
  if (heredoc?.[2]) {
    state.heredocs.push(heredoc[2]);
    return 'labelName';
  }
  if (stream.match(/^\$(\{[^}]*\}|\w+)/)) return 'variableName';
  if (stream.match(/^"(?:[^"\\]|\\.)*"?/) || stream.match(/^'[^']*'?/)) return 'string';
  if (/^(ENV|LABEL|ARG)$/.test(state.keyword) && stream.match(/^[\w.-]+(?==)/)) return 'propertyName';
  if (stream.match(/^(&&|\|\||[|;=&<>])/) || stream.peek() === state.escape) {
    if (stream.peek() === state.escape) stream.next();
    return 'operator';
  }
  if (stream.match(/^[[\],{}()]/)) return 'punctuation';
  if (state.keyword === 'EXPOSE' && stream.match(/^\d+(-\d+)?(\/\w+)?/)) return 'number';
  if (!stream.match(/^[^\s"'$\\`=&|;<>[\],{}()]+/)) stream.next();
  return null;
}

const language = StreamLanguage.define(parser);

export const dockerfileLanguage = (): LanguageSupport => new LanguageSupport(language);
export { language as dockerfileStream };
