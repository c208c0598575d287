import type { TextChange } from '../edit';
import type { Entry } from '../syntax/tree';
import { type Hand, quotesOf } from './hand';
import { isInFlow } from './putValue';
import { writeText } from './write';

/** Ways to give a key another name, the best first: in the quotes that it has, else in those that it needs. */
export function* renameKey(text: string, entry: Entry, to: string, hand: Hand): Generator<TextChange[]> {
  const { key } = entry;
  if (key?.kind !== 'scalar') return;
  const flow = isInFlow(entry);
  const quote = quotesOf([key]);
  const names = new Set([
    writeText(to, hand, flow, quote ? { quote } : {}),
    writeText(to, hand, flow),
    writeText(to, hand, flow, { style: 'double' }),
  ]);
  const body = key.header ? '\n' : '';
  for (const name of names) yield [{ from: key.from, to: key.to, insert: name + body }];
}
