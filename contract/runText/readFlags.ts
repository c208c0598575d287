import type { Notes, RunNote } from './notes.ts';
import { ValueProblem } from './ports.ts';
import type { ShellWord } from './shellWords.ts';

/** Something to be said of a flag that was read. */
export type Say = (severity: RunNote['severity'], message: string, file?: RunNote['file']) => void;

export interface Flag<D> {
  /** Without one it takes no value: `--tty`, `--tty=false`. */
  readonly takesValue: boolean;
  /** Throws `ValueProblem` where the CLI would refuse the value. */
  readonly read: (draft: D, value: string, say: Say) => void;
}

/** The flags that a command of the CLI has. */
export interface Grammar<D> {
  /** `docker run` */
  readonly program: string;
  readonly flagOf: (name: string) => Flag<D> | undefined;
  readonly names: readonly string[];
  /** Letters, and the flags that they stand for. */
  readonly short: Readonly<Record<string, string>>;
}

/** Reads flags until the first word that is none; gives the words from there. */
export function readFlags<D>(
  grammar: Grammar<D>,
  draft: D,
  words: readonly ShellWord[],
  notes: Notes,
): readonly ShellWord[] {
  let index = 0;
  for (;;) {
    const word = words[index];
    if (!word || word.text === '' || word.text === '-' || !word.text.startsWith('-')) return words.slice(index);
    if (word.text === '--') return words.slice(index + 1);
    index += 1;
    const next = words[index];
    const used = word.text.startsWith('--')
      ? readLong(grammar, draft, word, word.text.slice(2), next, notes)
      : readShort(grammar, draft, word, next, notes);
    if (used) index += 1;
  }
}

/** Gives whether the next word was its value. */
function readLong<D>(
  grammar: Grammar<D>,
  draft: D,
  word: ShellWord,
  body: string,
  next: ShellWord | undefined,
  notes: Notes,
): boolean {
  const { program, flagOf, short } = grammar;
  const at = body.indexOf('=');
  // A book may have changed the dashes inside of a name too.
  const name = (at < 0 ? body : body.slice(0, at)).replaceAll(/[\u2010-\u2015\u2212]/g, '-');
  const given = at < 0 ? undefined : body.slice(at + 1);
  // A dash of a book may stand for one or for two.
  if (name.length === 1 && short[name] !== undefined)
    return readShort(grammar, draft, { ...word, text: `-${body}` }, next, notes);
  const flag = flagOf(name);
  if (!flag) {
    const near = nearestFlag(grammar, name);
    notes.add('error', word, `${program} has no flag --${name}.${near ? ` Is --${near} meant?` : ''}`);
    return false;
  }
  return apply(draft, flag, `--${name}`, word, given, next, notes);
}

/** `-d`, `-dit`, `-p80:80`, `-p=80:80` */
function readShort<D>(
  grammar: Grammar<D>,
  draft: D,
  word: ShellWord,
  next: ShellWord | undefined,
  notes: Notes,
): boolean {
  const { program, flagOf, short } = grammar;
  const letters = word.text.slice(1);
  const name = letters.split('=', 1).join('');
  const isCluster = clusterLength(grammar, name) === name.length;
  if (!isCluster || (word.hasBookDash && name.length > 1)) {
    if (flagOf(name)) {
      notes.add('info', word, `“-${name}” was read as --${name}.`);
      return readLong(grammar, draft, word, letters, next, notes);
    }
  }
  for (let index = 0; index < letters.length; index++) {
    const letter = letters.charAt(index);
    const flag = flagOf(short[letter] ?? '');
    if (!flag) {
      notes.add('error', word, `${program} has no flag -${letter}.`);
      return false;
    }
    const rest = letters.slice(index + 1);
    if (flag.takesValue) {
      const given = rest === '' ? undefined : rest.replace(/^=/, '');
      return apply(draft, flag, `-${letter}`, word, given, next, notes);
    }
    if (rest.startsWith('=')) return apply(draft, flag, `-${letter}`, word, rest.slice(1), next, notes);
    apply(draft, flag, `-${letter}`, word, undefined, next, notes);
  }
  return false;
}

/** How many letters of it are flags: up to the first that takes a value, the rest being that value. */
function clusterLength<D>({ flagOf, short }: Grammar<D>, letters: string): number {
  for (let index = 0; index < letters.length; index++) {
    const flag = flagOf(short[letters.charAt(index)] ?? '');
    if (!flag) return index;
    if (flag.takesValue) return letters.length;
  }
  return letters.length;
}

function apply<D>(
  draft: D,
  flag: Flag<D>,
  name: string,
  word: ShellWord,
  given: string | undefined,
  next: ShellWord | undefined,
  notes: Notes,
): boolean {
  const takesNext = flag.takesValue && given === undefined;
  if (takesNext && !next) {
    notes.add('error', word, `${name} needs a value.`);
    return false;
  }
  const place = takesNext && next ? { start: word.start, end: next.end } : word;
  const say: Say = (severity, message, file) => notes.add(severity, place, message, file);
  const value = given ?? (flag.takesValue ? (next?.text ?? '') : 'true');
  try {
    flag.read(draft, value, say);
  } catch (thrown) {
    if (!(thrown instanceof ValueProblem)) throw thrown;
    say('error', `${name} ${value}: ${thrown.message}`);
  }
  return takesNext;
}

/** The flag that was probably meant; at most two letters apart. */
function nearestFlag<D>({ names }: Grammar<D>, name: string): string | undefined {
  const near = names.map((known) => ({ known, distance: lettersApart(name, known) }));
  const [best] = near.toSorted((a, b) => a.distance - b.distance);
  return best && best.distance <= 2 && best.distance <= name.length / 2 ? best.known : undefined;
}

function lettersApart(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const change = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, change));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}

export function readBoolean(given: string): boolean {
  if (/^(1|t|true)$/i.test(given)) return true;
  if (/^(0|f|false)$/i.test(given)) return false;
  throw new ValueProblem(`“${given}” is neither true nor false.`);
}
