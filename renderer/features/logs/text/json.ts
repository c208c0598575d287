/** Larger ones are left as they are: opening one would stop the page. */
const MAX_CHARS = 1024 * 1024;

export const looksLikeJson = (line: string): boolean => {
  const first = line.trimStart()[0];
  if (first !== '{' && first !== '[') return false;
  const last = line.trimEnd().at(-1);
  return last === (first === '{' ? '}' : ']');
};

export interface JsonToken {
  readonly text: string;
  readonly kind?: 'key' | 'string' | 'number' | 'word';
}

/** The line as indented JSON, in pieces for colouring; nothing when it is not an object or array of JSON. */
export function prettyJson(line: string): readonly JsonToken[] | undefined {
  if (line.length > MAX_CHARS || !looksLikeJson(line)) return undefined;
  let pretty: string;
  try {
    // A program's own digits are kept: 12345678901234567890 must not be shown rounded.
    pretty = indent(line.trim());
  } catch {
    return undefined;
  }
  return tokens(pretty);
}

const TOKEN = /("(?:[^"\\]|\\.)*")(\s*:)?|(-?\d[\d.eE+-]*)|\b(true|false|null)\b/g;

function tokens(json: string): JsonToken[] {
  const found: JsonToken[] = [];
  let end = 0;
  for (const match of json.matchAll(TOKEN)) {
    if (match.index > end) found.push({ text: json.slice(end, match.index) });
    const [whole, string, colon, number] = match;
    if (string === undefined) found.push({ text: whole, kind: number === undefined ? 'word' : 'number' });
    else {
      found.push({ text: string, kind: colon === undefined ? 'string' : 'key' });
      if (colon !== undefined) found.push({ text: colon });
    }
    end = match.index + whole.length;
  }
  if (end < json.length) found.push({ text: json.slice(end) });
  return found;
}

/** Sets line breaks between the tokens of valid JSON, and changes none of them. */
function indent(json: string): string {
  JSON.parse(json);
  let depth = 0;
  const newline = () => `\n${'  '.repeat(depth)}`;
  return json.replace(/"(?:[^"\\]|\\.)*"|[[{]\s*[\]}]|[[{]|[\]}]|,|:|\s+/g, (token) => {
    switch (token[0]) {
      case '"':
        return token;
      case '{':
      case '[':
        if (token.length > 1) return token[0] + (token.at(-1) ?? '');
        depth += 1;
        return token + newline();
      case '}':
      case ']':
        depth -= 1;
        return newline() + token;
      case ',':
        return token + newline();
      case ':':
        return ': ';
      default:
        return '';
    }
  });
}
