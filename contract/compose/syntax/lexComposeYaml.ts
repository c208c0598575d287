import { Lexer } from 'yaml';

/** Parts of the library’s lexer that it keeps to itself. */
interface Parts {
  flowLevel: number;
  indentNext: number;
  parseQuotedScalar(): Generator<string, string | undefined>;
}

const Base = Lexer as unknown as new () => Parts & Pick<Lexer, 'lex'>;

/**
 * Reads indentation as Compose’s own parser does: inside of brackets, braces and quotes there is none. YAML itself wants
 * such lines further in than the key, and tabs do not count: the library calls the file broken, while Compose runs it.
 */
class ComposeLexer extends Base {
  private least = 0;
  private isInQuotes = false;

  // Assigned by the library’s constructor too, before the fields are there.
  override get indentNext(): number {
    return this.flowLevel > 0 || this.isInQuotes ? 0 : this.least;
  }

  override set indentNext(columns: number) {
    this.least = columns;
  }

  override *parseQuotedScalar(): Generator<string, string | undefined> {
    this.isInQuotes = true;
    const next = yield* super.parseQuotedScalar();
    this.isInQuotes = false;
    return next;
  }
}

/** The lexemes of a text, for the library’s parser. A bracket that is not closed goes on to the end of the text. */
export const lexComposeYaml = (text: string): Iterable<string> => new ComposeLexer().lex(text);
