import { isScalar, LineCounter, parseDocument } from 'yaml';
import { type Analysis, NOTHING, type Problem } from './analysis.ts';

/** Everything that can be said of a text without asking anybody. */
export function analyse(text: string): Analysis {
  const document = parseDocument(text, { lineCounter: new LineCounter(), uniqueKeys: true, logLevel: 'silent' });
  const problems: Problem[] = document.errors.map((error) => ({
    from: error.pos[0],
    to: error.pos[1],
    severity: 'error',
    message: error.message,
    source: 'YAML',
    fixes: [],
  }));
  return { ...NOTHING, problems, ...(isScalar(document.contents) && { value: document.contents.value }) };
}
