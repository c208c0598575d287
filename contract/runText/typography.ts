/** A text whose characters know where they stood in the text that was pasted. */
export interface Traced {
  readonly text: string;
  /** For each character of `text`, and one for its end. */
  readonly at: readonly number[];
  /** Where books and chat programs had put their own quotes, dashes or spaces. */
  readonly changed: readonly number[];
}

const QUOTES: Readonly<Record<string, string>> = {
  ...{ '“': '"', '”': '"', '„': '"', '‟': '"', '″': '"', '«': '"', '»': '"' },
  ...{ '‘': "'", '’': "'", '‚': "'", '‛': "'", '′': "'" },
};
const DASHES: Readonly<Record<string, string>> = {
  '—': '--',
  '―': '--',
  '–': '-',
  '−': '-',
  '‐': '-',
  '‑': '-',
  '‒': '-',
};
const SPACE = /[\u00A0\u2000-\u200A\u202F\u205F\u3000]/;
const NOTHING = /[\u200B-\u200D\u2060\uFEFF\u00AD]/;

/**
 * Typographic quotes, dashes at the start of a word, and spaces, as a shell knows them. Between quotes everything stays
 * as it is: there it belongs to a value.
 */
export function plainTypography(pasted: string): Traced {
  let text = '';
  const at: number[] = [];
  const changed: number[] = [];
  /** The quote that ends what is open, as it may be written. */
  let open: { readonly plain: string; readonly isCurly: boolean } | undefined;
  const put = (characters: string, index: number, isChanged = true) => {
    for (const character of characters) {
      text += character;
      at.push(index);
    }
    if (isChanged) changed.push(index);
  };
  for (let index = 0; index < pasted.length; index++) {
    const char = pasted.charAt(index);
    const quote = QUOTES[char];
    if (open) {
      const ends = char === open.plain || (open.isCurly && quote === open.plain);
      if (char === '\\' && open.plain === '"' && index + 1 < pasted.length) {
        put(char, index, false);
        put(pasted.charAt(++index), index, false);
      } else {
        put(ends ? open.plain : char, index, ends && quote !== undefined);
        if (ends) open = undefined;
      }
    } else if (char === '\\' && index + 1 < pasted.length) {
      put(char, index, false);
      put(pasted.charAt(++index), index, false);
    } else if (char === '"' || char === "'" || quote !== undefined) {
      open = { plain: quote ?? char, isCurly: quote !== undefined };
      put(open.plain, index, open.isCurly);
    } else if (NOTHING.test(char)) changed.push(index);
    else if (SPACE.test(char)) put(' ', index);
    else if (DASHES[char] !== undefined && /(^|[\s-])$/.test(text)) put(DASHES[char] ?? '-', index);
    else put(char, index, false);
  }
  return { text, at: [...at, pasted.length], changed };
}
