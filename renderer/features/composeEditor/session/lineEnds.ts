const BOM = '\uFEFF';

/** How the text of a file is shown, and how it becomes the same bytes again. */
export interface LineEnds {
  readonly hasBom: boolean;
  /** Every line break is `\r\n`. Otherwise each `\r` is a character of the text, and stays where it is. */
  readonly isCrlf: boolean;
}

export function toEditor(raw: string): LineEnds & { readonly text: string } {
  const hasBom = raw.startsWith(BOM);
  const body = hasBom ? raw.slice(1) : raw;
  const isCrlf = body.includes('\r\n') && !/(^|[^\r])\n|\r(?!\n)/.test(body);
  return { hasBom, isCrlf, text: isCrlf ? body.replaceAll('\r\n', '\n') : body };
}

export const toFile = (text: string, { hasBom, isCrlf }: LineEnds): string =>
  (hasBom ? BOM : '') + (isCrlf ? text.replaceAll('\n', '\r\n') : text);
