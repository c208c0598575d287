import { t } from '../texts/index.ts';

/** How the characters of a file are written, so that it is written back in the same way. */
export interface TextFormat {
  readonly encoding: 'utf-8' | 'latin-1';
  readonly hasMark: boolean;
  readonly lineEnd: '\n' | '\r\n' | '\r';
}

export interface TextFile extends TextFormat {
  /** Its lines end with a newline, unless they end in several ways: then each keeps its own. */
  readonly text: string;
}

const MARK = '\ufeff';

/** Undefined for what is no text: zeros are in none. Bytes that are no UTF-8 are taken for Latin-1, which has them all. */
export function readText(bytes: Uint8Array): TextFile | undefined {
  if (bytes.includes(0)) return undefined;
  const { encoding, content } = decode(bytes);
  const hasMark = content.startsWith(MARK);
  const unmarked = hasMark ? content.slice(1) : content;
  const lineEnd = lineEndOf(unmarked);
  return { encoding, hasMark, lineEnd, text: lineEnd === '\n' ? unmarked : unmarked.replaceAll(lineEnd, '\n') };
}

/** Throws a `RangeError` that says which character the encoding has not. */
export function writeText(text: string, { encoding, hasMark, lineEnd }: TextFormat): Uint8Array {
  const marked = `${hasMark ? MARK : ''}${lineEnd === '\n' ? text : text.replaceAll('\n', lineEnd)}`;
  if (encoding === 'utf-8') return new TextEncoder().encode(marked);
  return Uint8Array.from(marked, (char) => {
    const code = char.codePointAt(0)!;
    if (code > 0xff)
      throw new RangeError(t('“{{char}}” cannot be written in Latin-1, in which this file is.', { char }));
    return code;
  });
}

function decode(bytes: Uint8Array): { readonly encoding: TextFormat['encoding']; readonly content: string } {
  try {
    return { encoding: 'utf-8', content: new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes) };
  } catch {
    let content = '';
    // In parts: a call takes only so many arguments.
    for (let at = 0; at < bytes.length; at += 8192) content += String.fromCharCode(...bytes.subarray(at, at + 8192));
    return { encoding: 'latin-1', content };
  }
}

/** The one that all lines have; a newline where they differ, so that the others stay as characters. */
function lineEndOf(text: string): TextFormat['lineEnd'] {
  const pairs = text.split('\r\n').length - 1;
  const newlines = text.split('\n').length - 1;
  const returns = text.split('\r').length - 1;
  if (pairs > 0 && pairs === newlines && pairs === returns) return '\r\n';
  return returns > 0 && newlines === 0 ? '\r' : '\n';
}

export const formatText = ({ encoding, hasMark, lineEnd }: TextFormat): string =>
  [
    withMark(encoding === 'utf-8' ? 'UTF-8' : 'Latin-1', hasMark),
    { '\n': 'LF', '\r\n': 'CRLF', '\r': 'CR' }[lineEnd],
  ].join(', ');

const withMark = (encoding: string, hasMark: boolean) =>
  hasMark ? t('{{encoding}} with BOM', { encoding }) : encoding;
