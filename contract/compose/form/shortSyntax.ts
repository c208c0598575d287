/** The parts of a value that the short form writes into one text. What is absent is not written. */
export type Parts = Readonly<Record<string, string | undefined>>;

export interface PartField {
  /** The key of the long form where there is one. */
  readonly id: string;
  readonly label: string;
  readonly placeholder?: string;
  /** The text cannot do without it. */
  readonly isNeeded?: boolean;
}

/** How a short form (`8080:80/udp`, `KEY=value`) is taken apart for fields of its own, and put together again. */
export interface ShortSyntax {
  /** What one of them is called: “port”. */
  readonly noun: string;
  readonly fields: readonly PartField[];
  /** Undefined: not a text that these fields can say. */
  read(text: string): Parts | undefined;
  write(parts: Parts): string;
}

/** The parts of a text, only if putting them together gives every character of it again. */
export function partsOf(syntax: ShortSyntax, text: string): Parts | undefined {
  const parts = syntax.read(text);
  return parts && syntax.write(parts) === text ? parts : undefined;
}

/** Splits at a character, but not inside of `${…}` or `[…]`. */
export function splitOutside(text: string, at: string): string[] {
  const parts: string[] = [];
  let [depth, from] = [0, 0];
  for (let index = 0; index < text.length; index++) {
    const character = text[index];
    if (character === '{' || character === '[') depth += 1;
    else if ((character === '}' || character === ']') && depth > 0) depth -= 1;
    else if (character === at && depth === 0) {
      parts.push(text.slice(from, index));
      from = index + 1;
    }
  }
  return [...parts, text.slice(from)];
}
