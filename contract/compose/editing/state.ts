import type { ComposeEdit, ComposePath } from '../edit';
import { MeaningBook, MeaningReader } from '../syntax/meaning';
import { parseYaml, type SyntaxProblem, type YamlText } from '../syntax/parse';
import type { DocumentTree } from '../syntax/tree';
import { type Hand, handOf } from './hand';
import { locate } from '../syntax/locate';
import { Refused } from './refused';

/** A text between two edits, read. */
export interface State {
  readonly yaml: YamlText;
  readonly book: MeaningBook;
  readonly reader: MeaningReader;
}

const MAX_MEANINGS = 1_000_000;
let shared = { book: new MeaningBook(), readers: new WeakMap<YamlText, MeaningReader>() };

/** One book for edits that follow one another: what a text means after an edit need not be read again before the next. */
export function openBook(): MeaningBook {
  if (shared.book.size > MAX_MEANINGS) shared = { book: new MeaningBook(), readers: new WeakMap() };
  return shared.book;
}

export function readerOf(yaml: YamlText, book: MeaningBook): MeaningReader {
  if (book !== shared.book) return new MeaningReader(book);
  const known = shared.readers.get(yaml);
  if (known) return known;
  const reader = new MeaningReader(book);
  shared.readers.set(yaml, reader);
  return reader;
}

export function readState(text: string, book: MeaningBook): State {
  const yaml = parseYaml(text);
  const error = yaml.problems.find(({ severity }) => severity === 'error');
  if (error) throw new Refused(brokenReason(error, yaml.text));
  return { yaml, book, reader: readerOf(yaml, book) };
}

function brokenReason(problem: SyntaxProblem, text: string) {
  const line = text.slice(0, problem.from).split('\n').length;
  return {
    code: 'broken',
    message: `The file cannot be read: line ${line}: ${problem.message}`,
    hint: 'Mend it in the text; then it can be edited elsewhere.',
    place: { from: problem.from, to: problem.to },
  } as const;
}

/**
 * The document that an edit is for: the only one that says something, or the only one that has the path, or has most of it.
 * A section that is in none yet (`volumes`) could go into any: that is for a person to say.
 */
export function documentFor({ yaml }: State, edit: ComposeEdit): DocumentTree {
  const { documents } = yaml;
  const full = documents.filter(({ root }) => root.value.kind !== 'scalar' || !root.value.isEmpty);
  const [only, another] = full.length > 0 ? full : documents;
  if (only && !another) return only;
  const depths = full.map(({ root }) => depthOf(root, edit.path));
  const deepest = Math.max(...depths);
  const having = full.filter((_, index) => depths[index] === deepest);
  const [first, second] = having;
  if (first && !second) return first;
  throw new Refused({
    code: 'invalid',
    message: `The file has ${full.length} documents (parted by “---”), and ${deepest === 0 ? 'none' : 'more than one'} of them has this.`,
    hint: 'Edit it in the text.',
  });
}

/** How many keys of a path are there. */
function depthOf(root: DocumentTree['root'], path: ComposePath): number {
  const found = locate(root, path);
  return found.kind === 'here' ? path.length : found.depth;
}

export const handFor = (state: State, document: DocumentTree): Hand => handOf(state.yaml.text, document);
