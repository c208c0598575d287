/**
 * Names of files are bytes; a string must hold all of them. What is UTF-8 is its text. A byte that belongs to no UTF-8
 * character is the lone surrogate U+DC00 + byte, as Python has it (PEP 383): it never stands for a character, so both
 * ways are exact, and JSON and structured clone carry it.
 */
const LONE = 0xdc00;
const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const encoder = new TextEncoder();

/** Any bytes as a string; `nameToBytes` gives exactly them back. */
export function nameFromBytes(bytes: Uint8Array): string {
  try {
    return strict.decode(bytes);
  } catch {
    return piecemeal(bytes);
  }
}

function piecemeal(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length;) {
    const length = characterLength(bytes, at);
    if (length === 0) text += String.fromCharCode(LONE + bytes[at]!);
    else text += strict.decode(bytes.subarray(at, at + length));
    at += length || 1;
  }
  return text;
}

/** How many bytes the character has that begins here; 0 where none does. */
function characterLength(bytes: Uint8Array, at: number): number {
  const first = bytes[at]!;
  const length = first < 0x80 ? 1 : first < 0xc2 ? 0 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : first < 0xf5 ? 4 : 0;
  if (length < 2) return length;
  try {
    strict.decode(bytes.subarray(at, at + length));
    return at + length <= bytes.length ? length : 0;
  } catch {
    return 0;
  }
}

const ANY_LONE = /[\udc80-\udcff]/u;

/** The bytes of a name that `nameFromBytes` gave, or of any text. */
export function nameToBytes(name: string): Uint8Array {
  if (!ANY_LONE.test(name)) return encoder.encode(name);
  const parts: number[] = [];
  for (const char of name) {
    const code = char.codePointAt(0)!;
    if (code >= 0xdc80 && code <= 0xdcff) parts.push(code - LONE);
    else for (const byte of encoder.encode(char)) parts.push(byte);
  }
  return Uint8Array.from(parts);
}

/** For the eye: what is no character, or would break the line or turn its direction, is written as `\x0a`, `\u{202e}`. */
export function shownName(name: string): string {
  if (/^[\x20-\x7e]*$/.test(name)) return name; // most are
  return name.replace(/[\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069\udc80-\udcff]/gu, (char) => {
    const code = char.codePointAt(0)!;
    if (code >= LONE && code <= LONE + 0xff) return `\\x${(code - LONE).toString(16)}`;
    return code < 0x80 ? `\\x${code.toString(16).padStart(2, '0')}` : `\\u{${code.toString(16)}}`;
  });
}

/** Each byte that is not plain as `%0A`, for an address or the engine’s `path=`. Slashes stay. */
export function percentName(name: string): string {
  let text = '';
  for (const byte of nameToBytes(name)) {
    const char = String.fromCharCode(byte);
    text += /[A-Za-z0-9_.~/-]/.test(char) ? char : `%${byte.toString(16).toUpperCase().padStart(2, '0')}`;
  }
  return text;
}

/** The name that `percentName` was given. */
export function fromPercentName(text: string): string {
  const bytes: number[] = [];
  for (const part of text.split(/(%[0-9a-f]{2})/i)) {
    if (/^%[0-9a-f]{2}$/i.test(part)) bytes.push(Number.parseInt(part.slice(1), 16));
    else for (const byte of nameToBytes(part)) bytes.push(byte);
  }
  return nameFromBytes(Uint8Array.from(bytes));
}
