import { StringDecoder } from 'node:string_decoder';

const LONGEST_LINE = 16 * 1024 * 1024;

/**
 * Decodes JSON objects that follow each other (progress of pulls, `/events`, `/stats`), however the chunks are cut.
 * A line that is no JSON throws a `SyntaxError`; one of over 16 M characters a `RangeError`.
 */
export async function* readJsonLines<T>(source: AsyncIterable<Buffer>): AsyncGenerator<T, void, undefined> {
  const decoder = new StringDecoder('utf8'); // a character may be cut in two
  let parts: string[] = [];
  let partsLength = 0;
  const finish = (end: string) => {
    const line = parts.length === 0 ? end : parts.join('') + end;
    parts = [];
    partsLength = 0;
    return line.trim();
  };
  for await (const chunk of source) {
    const text = decoder.write(chunk);
    let from = 0;
    for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', from)) {
      const line = finish(text.slice(from, at));
      from = at + 1;
      if (line !== '') yield JSON.parse(line) as T;
    }
    if (from < text.length) {
      parts.push(text.slice(from));
      partsLength += text.length - from;
      if (partsLength > LONGEST_LINE) throw new RangeError('The engine sent a line of over 16 million characters.');
    }
  }
  const rest = finish(decoder.end());
  if (rest !== '') yield JSON.parse(rest) as T;
}
