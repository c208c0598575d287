import { Composer, type CST, Parser } from 'yaml';
import { TreeBuilder } from './buildTree';
import { lexComposeYaml } from './lexComposeYaml';
import type { DocumentTree, Range, YamlNode } from './tree';
import { keyText } from './tree';

/** Something that Compose would not read, or read otherwise than it looks. */
export interface SyntaxProblem extends Range {
  readonly severity: 'error' | 'warning';
  readonly code: string;
  readonly message: string;
}

export interface YamlText {
  readonly text: string;
  readonly documents: readonly DocumentTree[];
  readonly problems: readonly SyntaxProblem[];
}

let last: YamlText[] = [];

/**
 * Reads a text into its documents. Never throws: what is wrong is in `problems`, what can be read is in `documents`.
 * The last texts are kept, as an edit asks for the text before and after it.
 */
export function parseYaml(text: string): YamlText {
  const known = last.find((each) => each.text === text);
  if (known) return known;
  const parsed = parse(text);
  last = [parsed, ...last.slice(0, 2)];
  return parsed;
}

/**
 * Reads a part of a text as if it were one. `above`: what its aliases may stand for, by the anchors that stand above it.
 * The anchors of the document it gives are those of the part alone.
 */
export const parsePart = (text: string, above: DocumentTree['anchors']): YamlText => parse(text, above);

function parse(text: string, above?: DocumentTree['anchors']): YamlText {
  try {
    const strict = read(text, new Parser().parse(text), above);
    // The strict way leaves a bracket that is half-typed at the next key, so it is the better one for what is broken.
    if (!strict.problems.some(isOfIndentation)) return strict;
    const lenient = read(text, tokensOf(text), above);
    return lenient.problems.some(({ severity }) => severity === 'error') ? strict : lenient;
  } catch (thrown) {
    // Brackets in brackets by the thousand: the library goes down as deep as they do.
    if (!(thrown instanceof RangeError)) throw thrown;
    const message = 'This is nested too deeply to be read.';
    const problem: SyntaxProblem = { severity: 'error', code: 'TOO_DEEP', message, from: 0, to: text.length };
    return { text, documents: [emptyDocument(text)], problems: [problem] };
  }
}

const emptyDocument = (text: string): DocumentTree =>
  new TreeBuilder().build(
    { type: 'document', offset: text.length, start: [] },
    { from: text.length, to: text.length },
    text.length,
  );

const isOfIndentation = ({ code, severity }: SyntaxProblem): boolean =>
  severity === 'error' && (code === 'BAD_INDENT' || code === 'MISSING_CHAR');

function* tokensOf(text: string): Generator<CST.Token> {
  const parser = new Parser();
  for (const lexeme of lexComposeYaml(text)) yield* parser.next(lexeme);
  yield* parser.end();
}

function read(text: string, from: Iterable<CST.Token>, above?: DocumentTree['anchors']): YamlText {
  const problems: SyntaxProblem[] = [];
  const documents: DocumentTree[] = [];
  const tokens = [...from];
  tokens.forEach((token, index) => {
    if (token.type !== 'document') return;
    const next = tokens.slice(index + 1).find((each) => each.type === 'document' || each.type === 'doc-end');
    const before = tokens.slice(0, index).findLast((each) => each.type === 'document' || each.type === 'doc-end');
    const range = { from: before ? endOf(before) : token.offset, to: next?.offset ?? text.length };
    documents.push(new TreeBuilder(above).build(token, range, next?.offset ?? text.length));
  });
  if (documents.length === 0) documents.push(emptyDocument(text));
  problems.push(
    ...composerProblems(tokens, text),
    ...treeProblems(documents),
    ...bombProblems(documents),
    ...lineEndProblems(text),
  );
  return { text, documents, problems };
}

const endOf = (token: CST.Token): number => ('source' in token ? token.offset + token.source.length : token.offset);

/** What the library finds when it composes: indentation, unclosed quotes and brackets, bad escapes. */
function composerProblems(tokens: readonly CST.Token[], text: string): SyntaxProblem[] {
  const problems: SyntaxProblem[] = [];
  const composer = new Composer({ uniqueKeys: false, schema: 'failsafe', prettyErrors: false, strict: false });
  for (const document of composer.compose(tokens, false, text.length)) {
    for (const { code, message, pos } of document.errors) {
      problems.push({ severity: 'error', code, message, from: pos[0], to: pos[1] });
    }
    for (const { code, message, pos } of document.warnings) {
      // `!reset` and `!override` are Compose’s own.
      if (code === 'TAG_RESOLVE_FAILED') continue;
      problems.push({ severity: 'warning', code, message, from: pos[0], to: pos[1] });
    }
  }
  return problems;
}

/** What only the tree tells: keys that are there twice, aliases of nothing or of what they are in. */
function treeProblems(documents: readonly DocumentTree[]): SyntaxProblem[] {
  const problems: SyntaxProblem[] = [];
  const error = (code: string, message: string, { from, to }: Range) =>
    problems.push({ severity: 'error', code, message, from, to });
  for (const { root, aliases } of documents) {
    for (const alias of aliases) {
      if (!alias.target) error('UNKNOWN_ALIAS', `There is no anchor “&${alias.name}” above this.`, alias);
      else if (isInside(alias, alias.target))
        error('CIRCLE', `“*${alias.name}” is inside of what it stands for.`, alias);
    }
    forEachNode(root.value, (node) => {
      if (node.kind !== 'map') return;
      const seen = new Set<string>();
      for (const entry of node.entries) {
        const name = keyText(entry);
        if (name === undefined) continue;
        if (seen.has(name)) error('DUPLICATE_KEY', `“${name}” is there twice in this map.`, entry.key ?? entry);
        seen.add(name);
      }
    });
  }
  return problems;
}

/** As much as Compose’s own parser would at most go through. */
export const MAX_EXPANDED = 4_000_000;

const expanded = new WeakMap<DocumentTree, number>();

/** How many values a document has with its aliases written out. */
export function expandedSize(document: DocumentTree): number {
  const size = expanded.get(document) ?? countExpanded(document.root.value);
  expanded.set(document, size);
  return size;
}

function countExpanded(root: YamlNode): number {
  const sizes = new Map<YamlNode, number>();
  const sizeOf = (node: YamlNode): number => {
    const known = sizes.get(node);
    if (known !== undefined) return known;
    sizes.set(node, 1);
    let size = 1;
    if (node.kind === 'alias') size = node.target ? sizeOf(node.target) : 1;
    else if (node.kind !== 'scalar') for (const entry of node.entries) size += sizeOf(entry.value);
    sizes.set(node, size);
    return size;
  };
  return sizeOf(root);
}

/** Aliases of aliases: a few lines that stand for millions of values. */
function bombProblems(documents: readonly DocumentTree[]): SyntaxProblem[] {
  return documents
    .filter((document) => document.aliases.length > 0 && expandedSize(document) > MAX_EXPANDED)
    .map(({ root: { value } }) => {
      const message = 'The aliases of this file stand for millions of values: Compose refuses to read it.';
      return { severity: 'error', code: 'ALIAS_BOMB', message, from: value.from, to: value.to };
    });
}

/** A lone carriage return ends a line for Compose and not for us: what we would call one line, it calls two. */
function lineEndProblems(text: string): SyntaxProblem[] {
  const at = text.search(/\r(?!\n)|[\u0085\u2028\u2029]/);
  if (at < 0) return [];
  const message = 'This character ends a line for Compose, and for no editor: write a usual line end, or an escape.';
  return [{ severity: 'error', code: 'LINE_END', message, from: at, to: at + 1 }];
}

function isInside(node: YamlNode, outer: YamlNode): boolean {
  for (let at: YamlNode | undefined = node; at; at = at.entry.parent) if (at === outer) return true;
  return false;
}

/** Every node once, from the top; aliases are not followed. Without recursion: files may be deep. */
export function forEachNode(root: YamlNode, visit: (node: YamlNode) => void): void {
  const open: YamlNode[] = [root];
  for (let node = open.pop(); node; node = open.pop()) {
    visit(node);
    if (node.kind !== 'map' && node.kind !== 'sequence') continue;
    for (const entry of node.entries.toReversed()) {
      open.push(entry.value);
      if (entry.key) open.push(entry.key);
    }
  }
}
