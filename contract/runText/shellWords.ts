import type { Notes, Span } from './notes.ts';
import type { Traced } from './typography.ts';

/** A word as the shell gives it to a program, and where it stood in the pasted text. */
export interface ShellWord extends Span {
  readonly text: string;
  /** Whether any of it was quoted. */
  readonly isQuoted: boolean;
  /** Whether it begins with a dash of a book, that may have been two. */
  readonly hasBookDash: boolean;
}

export interface ShellCommand {
  readonly words: readonly ShellWord[];
  /** What a here-document gives it to read. */
  readonly input?: string;
}

/**
 * The commands of a pasted text, each as its words, taken apart as shells do. What a shell would fill in (`$HOME`,
 * `$(pwd)`, `` `id` ``) stays as it is written, and is named. Lines go on after `\`, and after `` ` `` and `^` as PowerShell
 * and the Windows prompt have it.
 */
export function shellCommands(traced: Traced, notes: Notes): readonly ShellCommand[] {
  const lexer = new Lexer(traced, notes);
  return lexer.read();
}

const PROMPT =
  /^(?:PS [^>\n]*>|[A-Za-z]:\\[^>\n]*>|\[[^\]\n]*\][#$%]|[\w.-]+@[\w.-]+[^#$%>\n]*[#$%>]|[$%>❯](?=\s)|#(?=\s+(?:sudo\s|docker\s|podman\s|curl\s)))[ \t]*/i;
const ENDS_COMMAND = new Set(['\n', ';', '&', '|']);

class Lexer {
  private index = 0;
  private readonly commands: { words: ShellWord[]; input?: string }[] = [{ words: [] }];
  /** The mark that ends a here-document which begins on the next line. */
  private awaited: { readonly mark: string; readonly isIndented: boolean } | undefined;
  private readonly text: string;
  private readonly changed: ReadonlySet<number>;

  constructor(
    private readonly traced: Traced,
    private readonly notes: Notes,
  ) {
    this.text = traced.text.replaceAll('\r\n', ' \n').replaceAll('\r', '\n');
    this.changed = new Set(traced.changed);
  }

  read(): readonly ShellCommand[] {
    while (this.index < this.text.length) {
      const char = this.char();
      if (char === '\n' && this.awaited) this.readInput(this.awaited);
      else if (ENDS_COMMAND.has(char)) this.endCommand(char);
      else if (/\s/.test(char)) this.index++;
      else if (this.skipContinuation()) continue;
      else if (this.current().length === 0 && this.skipPrompt()) continue;
      else if (char === '#') this.skipComment();
      else if (this.skipRedirection()) continue;
      else this.current().push(this.word());
    }
    return this.commands.filter(({ words }) => words.length > 0);
  }

  private char(ahead = 0): string {
    return this.text.charAt(this.index + ahead);
  }

  private current(): ShellWord[] {
    return this.commands.at(-1)?.words ?? [];
  }

  private span(from: number, to = this.index): Span {
    return { start: this.traced.at[from] ?? 0, end: this.traced.at[to] ?? this.traced.at.at(-1) ?? 0 };
  }

  private endCommand(char: string): void {
    this.index++;
    if (char === '|' && this.char() !== '|' && this.current().length > 0) {
      this.notes.add(
        'warning',
        this.span(this.index - 1),
        'What comes after “|” is another program: it is not taken over.',
      );
    }
    if (this.current().length > 0) this.commands.push({ words: [] });
  }

  /** A backslash, backtick or caret at the end of a line, spaces after it included. */
  private skipContinuation(): boolean {
    const [found] = /^[\\`^][ \t]*\n/.exec(this.text.slice(this.index)) ?? [];
    if (found !== undefined) {
      this.index += found.length;
      return true;
    }
    // Where a book was copied, the end of the line is gone.
    if (this.char() === '\\' && /[ \t]/.test(this.char(1))) {
      this.notes.add(
        'info',
        this.span(this.index, this.index + 1),
        'A backslash before a space was read as the end of a line.',
      );
      this.index += 2;
      return true;
    }
    return false;
  }

  /** `$ `, `root@box:~# `, `PS C:\\> `; what stands after a `#` may be a comment. */
  private skipPrompt(): boolean {
    const [found] = PROMPT.exec(this.text.slice(this.index)) ?? [];
    this.index += found?.length ?? 0;
    return found !== undefined;
  }

  private skipComment(): void {
    while (this.index < this.text.length && this.char() !== '\n') this.index++;
  }

  /** The lines up to the mark: as they are, but for the quotes and dashes of a book. */
  private readInput({ mark, isIndented }: { readonly mark: string; readonly isIndented: boolean }): void {
    this.awaited = undefined;
    const rest = this.text.slice(this.index + 1).split('\n');
    const lines = rest.map((line) => line.replace(isIndented ? /^\t+| +$/g : / +$/, ''));
    const end = lines.indexOf(mark);
    const given = end < 0 ? rest : rest.slice(0, end);
    const command = this.commands.at(-1);
    if (command) {
      command.input = given.map((line) => `${isIndented ? line.replace(/^\t+/, '') : line}\n`).join('');
      this.commands.push({ words: [] });
    }
    if (end < 0) this.notes.add('warning', this.span(this.index), `Nothing ends this text: no line says ${mark}.`);
    const taken = end < 0 ? rest : rest.slice(0, end + 1);
    this.index += 1 + taken.join('\n').length;
  }

  private skipRedirection(): boolean {
    const [here, dash = '', , mark] =
      this.current().length > 0 ? (/^<<(-?)[ \t]*(["']?)([\w.-]+)\2/.exec(this.text.slice(this.index)) ?? []) : [];
    if (here !== undefined && mark !== undefined) {
      this.index += here.length;
      this.awaited = { mark, isIndented: dash === '-' };
      return true;
    }
    const [found] = /^\d?(>>?|<)(&\d|\s*[^\s;&|]+)?/.exec(this.text.slice(this.index)) ?? [];
    if (found === undefined) return false;
    if (this.current().length === 0)
      this.index++; // A prompt, or the mark of a line that goes on.
    else {
      this.index += found.length;
      const span = this.span(this.index - found.length);
      this.notes.add('warning', span, `“${found}” is for your shell: it is not taken over.`);
    }
    return true;
  }

  private word(): ShellWord {
    const start = this.index;
    let text = '';
    let isQuoted = false;
    while (this.index < this.text.length) {
      const char = this.char();
      if (/\s/.test(char) || ENDS_COMMAND.has(char) || ((char === '>' || char === '<') && text !== '')) break;
      if (/^[\\`^][ \t]*\n/.test(this.text.slice(this.index))) break;
      if (char === "'" || char === '"') {
        isQuoted = true;
        text += this.quoted(char);
      } else if (char === '\\' && !this.isWindowsPath(text)) {
        text += this.char(1);
        this.index += 2;
      } else text += this.plain();
    }
    const span = this.span(start);
    return { text, isQuoted, hasBookDash: text.startsWith('-') && this.changed.has(span.start), ...span };
  }

  /** `C:\Users`: there a backslash is a part of a path. */
  private isWindowsPath(before: string): boolean {
    return /(^|[=:,])[A-Za-z]:[^:]*$/.test(before) && /[A-Za-z0-9_. -]/.test(this.char(1));
  }

  private quoted(quote: string): string {
    const start = this.index++;
    let text = '';
    while (this.index < this.text.length && this.char() !== quote) {
      if (quote === '"' && this.char() === '\\' && '"$`\\\n'.includes(this.char(1))) {
        if (this.char(1) !== '\n') text += this.char(1);
        this.index += 2;
      } else text += quote === '"' ? this.plain() : this.take(1);
    }
    if (this.index >= this.text.length)
      this.notes.add('error', this.span(start, start + 1), 'This quote is not closed.');
    this.index++;
    return text;
  }

  /** One character, or something that a shell would fill in. */
  private plain(): string {
    const rest = this.text.slice(this.index);
    const [found] =
      /^%(?:[A-Z_]{2,}|cd)%/.exec(rest) ??
      /^\$(\(\([^)]*\)\)|\([^)]*\)|\{[^}]*\}|[A-Za-z_]\w*|[0-9@*#?$!])/.exec(rest) ??
      /^`[^`\n]+`/.exec(rest) ??
      [];
    if (found === undefined) return this.take(1);
    const message = `${found} is filled in by a shell. Here it stays as it is written: put in what is meant.`;
    this.notes.add('warning', this.span(this.index, this.index + found.length), message);
    return this.take(found.length);
  }

  private take(length: number): string {
    const taken = this.text.slice(this.index, this.index + length);
    this.index += length;
    return taken;
  }
}
