const PLAIN = /^[A-Za-z0-9_@%+:,./-][A-Za-z0-9_@%+=:,./-]*$/;
/** Nothing in here means anything between double quotes, in any POSIX shell, at a prompt or in a script. */
const FINE_IN_DOUBLE_QUOTES = /^[^"$`\\!]*$/;

/** One word as a POSIX shell must be given it, quoted only where it has to be. */
export function quoteWord(word: string): string {
  if (PLAIN.test(word)) return word;
  if (!word.includes("'")) return `'${word}'`;
  if (FINE_IN_DOUBLE_QUOTES.test(word)) return `"${word}"`;
  return `'${word.replaceAll("'", `'\\''`)}'`;
}

/** Words as one line that a shell takes apart into the same words. */
export const joinWords = (words: readonly string[]): string => words.map(quoteWord).join(' ');

export type SplitWords =
  | { readonly ok: true; readonly words: readonly string[] }
  /** `at` is the index of the quote or backslash that has no partner. */
  | { readonly ok: false; readonly problem: 'unclosed-quote' | 'trailing-backslash'; readonly at: number };

/**
 * Takes a line apart as a POSIX shell would, without expanding anything: `$HOME` and `*` stay as they are, which is
 * what the engine gives a program when no shell is between them.
 */
export function splitWords(text: string): SplitWords {
  const words: string[] = [];
  let word: string | undefined;
  for (let at = 0; at < text.length; at++) {
    const char = text.charAt(at);
    if (/\s/.test(char)) {
      if (word !== undefined) words.push(word);
      word = undefined;
    } else if (char === '\\') {
      if (at + 1 === text.length) return { ok: false, problem: 'trailing-backslash', at };
      at += 1;
      if (text.charAt(at) !== '\n') word = (word ?? '') + text.charAt(at);
    } else if (char === "'" || char === '"') {
      const quoted = readQuoted(text, at);
      if (!quoted) return { ok: false, problem: 'unclosed-quote', at };
      word = (word ?? '') + quoted.value;
      at = quoted.end;
    } else {
      word = (word ?? '') + char;
    }
  }
  if (word !== undefined) words.push(word);
  return { ok: true, words };
}

/** The text between the quote at `start` and its partner; between double quotes a backslash escapes only `"$`\` and newline. */
function readQuoted(text: string, start: number): { value: string; end: number } | undefined {
  const quote = text.charAt(start);
  let value = '';
  for (let at = start + 1; at < text.length; at++) {
    const char = text.charAt(at);
    if (char === quote) return { value, end: at };
    const next = text.charAt(at + 1);
    if (quote === '"' && char === '\\' && next !== '' && '"$`\\\n'.includes(next)) {
      if (next !== '\n') value += next;
      at += 1;
    } else {
      value += char;
    }
  }
  return undefined;
}
