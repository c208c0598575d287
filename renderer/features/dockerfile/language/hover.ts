import { MarkupContent, type Position, type Range } from 'vscode-languageserver-types';
import { keyword, readSource } from '../rules/source.ts';
import { DIRECTIVES, FLAGS } from './ownHelp.ts';
import { languageService } from './service.ts';

interface HoverHelp {
  readonly markdown: string;
  readonly range?: Range;
}

/** Help for what stands at a position; undefined where there is none. */
export function hoverAt(text: string, position: Position): HoverHelp | undefined {
  const line = text.split('\n')[position.line] ?? '';
  const own = directiveAt(line, position) ?? flagAt(text, line, position);
  if (own) return own;
  const hover = languageService().computeHover(text, position);
  if (!hover) return undefined;
  const { contents, range } = hover;
  const markdown = MarkupContent.is(contents) ? contents.value : typeof contents === 'string' ? contents : '';
  return markdown === '' ? undefined : { markdown, ...(range && { range }) };
}

const rangeOn = (line: number, from: number, to: number): Range => ({
  start: { line, character: from },
  end: { line, character: to },
});

function directiveAt(line: string, { line: at, character }: Position): HoverHelp | undefined {
  const match = /^(\s*#\s*)(\w+)\s*=/.exec(line);
  const [, before = '', name = ''] = match ?? [];
  const help = DIRECTIVES.find((directive) => directive.name === name.toLowerCase())?.help;
  if (help === undefined || character < before.length || character > before.length + name.length) return undefined;
  return { markdown: help, range: rangeOn(at, before.length, before.length + name.length) };
}

function flagAt(text: string, line: string, position: Position): HoverHelp | undefined {
  for (const match of line.matchAll(/--[\w-]+(=type=\w+)?/g)) {
    const end = match.index + match[0].length;
    if (position.character < match.index || position.character > end) continue;
    const instruction = readSource(text)
      .dockerfile.getInstructions()
      .find((one) => one.getRange().start.line <= position.line && one.getRange().end.line >= position.line);
    const known = FLAGS[instruction ? keyword(instruction) : ''] ?? [];
    const flag =
      known.find(({ name }) => name === match[0]) ?? known.find(({ name }) => name === match[0].split('=')[0]);
    if (flag) return { markdown: flag.help, range: rangeOn(position.line, match.index, end) };
  }
  return undefined;
}
