import { describe, expect, it, test } from 'vitest';
import { editCompose } from './editCompose';
import { applyChanges } from './editing/changes';
import { parseCompose } from './parseCompose';
import { catalogue } from './testing/catalogue';
import { serialise } from './testing/checkCase';
import { looseFile, tidyFile } from './testing/looseFile';

const meaning = (text: string): string => serialise(parseCompose(text).valueAt([]));

function done(text: string, edits: Parameters<typeof editCompose>[1]) {
  const outcome = editCompose(text, edits);
  if (!outcome.ok) throw new Error(`${JSON.stringify(edits)}: ${outcome.refusal.message}`);
  expect(applyChanges(text, outcome.changes)).toBe(outcome.text);
  return outcome.text;
}

describe('lines in brackets, braces and quotes are indented as it comes', () => {
  it('reads such a file as Compose does', () => {
    expect(parseCompose(looseFile).problems.filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(meaning(looseFile)).toBe(meaning(tidyFile));
  });

  test('edits of the catalogue mean the same there as in a tidy file', { timeout: 120_000 }, () => {
    const cases = catalogue(looseFile).filter((_, index) => index % 3 === 0);
    expect(cases.length).toBeGreaterThan(40);
    for (const { edits } of cases) expect(meaning(done(looseFile, edits))).toBe(meaning(done(tidyFile, edits)));
  });

  it('gives new items the tabs of their neighbours', () => {
    const text = 'services:\n  web:\n    ports: [\n\t"1:1",\n\t"2:2"\n\t]\n';
    const edits = [
      { op: 'insert', path: ['services', 'web', 'ports'], value: '3:3' },
      { op: 'insert', path: ['services', 'web', 'ports'], index: 0, value: '0:0' },
    ] as const;
    expect(done(text, edits)).toBe('services:\n  web:\n    ports: [\n\t"0:0",\n\t"1:1",\n\t"2:2",\n\t"3:3"\n\t]\n');
  });

  it('still finds a bracket that is half-typed, and what stands below it', () => {
    const text = 'services:\n  web:\n    ports: [\n  db:\n    image: x\n';
    const file = parseCompose(text);
    expect(file.problems.map(({ code }) => code)).toContain('BAD_INDENT');
    expect(file.valueAt(['services', 'db', 'image'])).toBe('x');
  });
});

it.each([
  ['on lines of their own', '[\n      # none\n\n    ]', '[\n      # none\n      "9:9"\n\n    ]'],
  ['behind the bracket', '[ # none\n    ]', '[ # none\n      "9:9"\n    ]'],
])('keeps the comments in empty brackets, %s', (_, before, after) => {
  const text = (ports: string) => `services:\n  web:\n    image: "x"\n    ports: ${ports} # c\n`;
  const edit = { op: 'insert', path: ['services', 'web', 'ports'], value: '9:9' } as const;
  expect(done(text(before), [edit])).toBe(text(after));
  const windows = (one: string) => one.replaceAll('\n', '\r\n');
  expect(done(windows(text(before)), [edit])).toBe(windows(text(after)));
});
