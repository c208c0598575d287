import {
  type CompletionItem,
  InsertTextFormat,
  MarkupContent,
  type Position,
  type Range,
} from 'vscode-languageserver-types';
import { CURRENT_TAGS } from '../rules/baseImages.ts';
import { keyword, readSource } from '../rules/source.ts';
import { DIRECTIVES, FLAGS } from './ownHelp.ts';
import { languageService } from './service.ts';
import { t } from '../texts/index.ts';

export interface Proposal {
  readonly label: string;
  readonly range: Range;
  /** With `${1:…}` where something is to be filled in. */
  readonly insert: string;
  readonly kind: 'keyword' | 'property' | 'variable' | 'class' | 'text';
  readonly detail?: string;
  /** Markdown; made when it is looked at. */
  readonly help: () => string | undefined;
}

/** What may be written at a position: the language service’s, and what it does not know. Asks nobody. */
export async function proposalsAt(text: string, position: Position, images: readonly string[]): Promise<Proposal[]> {
  const before = (text.split('\n')[position.line] ?? '').slice(0, position.character);
  const base = /^\s*FROM\s+(?:--\S+\s+)?(\S*)$/i.exec(before);
  const own = [
    ...directives(before, position),
    ...(base ? bases(text, base[1] ?? '', position, images) : []),
    ...flags(text, position, before),
    ...stagesFor(text, before, position),
  ];
  // A tag would be asked for at Docker Hub: images that are here are proposed in its place.
  const items = base?.[1]?.includes(':') ? [] : await languageService().computeCompletionItems(text, position);
  const known = new Set(own.map(({ label }) => label));
  return [...own, ...items.map(fromService).filter(({ label }) => !known.has(label.replace(/=.*/, '')))];
}

function fromService(item: CompletionItem): Proposal {
  const edit = item.textEdit && 'range' in item.textEdit ? item.textEdit : undefined;
  const start = { line: 0, character: 0 };
  const insert = edit?.newText ?? item.insertText ?? item.label;
  return {
    label: item.label,
    range: edit?.range ?? { start, end: start },
    insert: item.insertTextFormat === InsertTextFormat.Snippet ? insert : insert.replaceAll(/[\\$}]/g, '\\$&'),
    kind: /^[A-Z]+( |$)/.test(item.label) ? 'keyword' : item.label.startsWith('--') ? 'property' : 'variable',
    help: () => {
      const { documentation } = languageService().resolveCompletionItem(item);
      return MarkupContent.is(documentation) ? documentation.value : documentation;
    },
  };
}

const wordRange = (position: Position, word: string): Range => ({
  start: { line: position.line, character: position.character - word.length },
  end: position,
});

function directives(before: string, position: Position): Proposal[] {
  const word = /^#\s*(\w*)$/.exec(before)?.[1];
  if (word === undefined) return [];
  return DIRECTIVES.map(({ name, insert, help }) => ({
    label: name,
    range: wordRange(position, word),
    insert: before === '#' ? ` ${insert}` : insert,
    kind: 'keyword',
    help: () => help,
  }));
}

/** Images that are here, earlier stages, and the current versions of the usual ones. */
function bases(text: string, word: string, position: Position, images: readonly string[]): Proposal[] {
  const proposal = (label: string, detail: string): Proposal => ({
    label,
    detail,
    range: wordRange(position, word),
    insert: label,
    kind: 'class',
    help: () => undefined,
  });
  const here = new Set(images);
  return [
    ...stageNames(text, position.line).map((name) => proposal(name, 'stage')),
    ...images.map((name) => proposal(name, t('on this engine'))),
    ...Object.entries(CURRENT_TAGS)
      .map(([name, tag]) => `${name}:${tag}`)
      .filter((name) => !here.has(name))
      .map((name) => proposal(name, t('Docker Hub'))),
  ];
}

function stageNames(text: string, line: number): string[] {
  const { dockerfile } = readSource(text);
  return dockerfile.getFROMs().flatMap((from) => {
    const name = from.getBuildStage();
    return name !== null && from.getRange().start.line < line ? [name] : [];
  });
}

function stagesFor(text: string, before: string, position: Position): Proposal[] {
  const word = /\s--from=(\S*)$|,from=([^\s,]*)$/
    .exec(before)
    ?.slice(1)
    .find((part) => part !== undefined);
  if (word === undefined) return [];
  return stageNames(text, position.line).map((name) => ({
    label: name,
    detail: 'stage',
    range: wordRange(position, word),
    insert: name,
    kind: 'class',
    help: () => undefined,
  }));
}

function flags(text: string, position: Position, before: string): Proposal[] {
  const word = /(?:^|\s)(-{1,2}(?:[\w-]*|mount=\S*))$/.exec(before)?.[1];
  if (word === undefined) return [];
  const { dockerfile } = readSource(text);
  const at = dockerfile
    .getInstructions()
    .find((one) => one.getRange().start.line <= position.line && one.getRange().end.line >= position.line);
  return (FLAGS[at ? keyword(at) : ''] ?? []).map(({ name, insert, help }) => ({
    label: name,
    range: wordRange(position, word),
    insert,
    kind: 'property',
    help: () => help,
  }));
}
