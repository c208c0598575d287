// @vitest-environment jsdom
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { composeText } from '../../../../contract/compose/testing/generate.ts';
import { nastyFiles } from '../../../../contract/compose/testing/nastyFiles.ts';
import { createSession } from './createSession.ts';

const path = '/p/compose.yaml';

/** Opens it, types into its middle, takes that back, saves: gives what would be on the disk. */
async function savedOf(text: string): Promise<string | undefined> {
  let saved: string | undefined;
  const session = createSession({
    file: {
      ...{ path, folder: '/p', text, revision: 'r', isReadOnly: false, folderEntries: [] },
      stack: { workingDir: '/p', configFiles: [path], envFiles: [], profiles: [] },
    },
    context: () => 'default',
    files: {
      save: async (input) => {
        saved = input.text;
        return { revision: 'r', modifiedAt: 1 };
      },
      open: () => Promise.reject(new Error('It is open.')),
      check: async () => ({ findings: [], notes: [], durationMs: 1 }),
      variables: async () => [],
      watch: () => (async function* () {})(),
    },
    editText: () => ({ ok: true, text, changes: [] }),
    startWorker: () => ({ postMessage() {}, onmessage: null, onerror: null, terminate() {} }),
    watch: () => () => {},
  });
  try {
    const middle = Math.floor(session.text().length / 2);
    session.change([{ from: middle, to: middle, insert: 'typed\nhere' }]);
    expect(session.undo()).toBe(true);
    await session.save(true);
    return saved;
  } finally {
    session.close();
    localStorage.clear();
  }
}

test('a file that is opened, typed into, undone and saved has each of its bytes, whoever wrote it', async () => {
  await fc.assert(
    fc.asyncProperty(composeText, fc.constantFrom('\n', '\r\n'), async (text, lineEnd) => {
      const file = text.replaceAll('\n', lineEnd);
      expect(await savedOf(file)).toBe(file);
    }),
    { numRuns: 60 },
  );
});

test.each(Object.entries(nastyFiles))('so has %s', async (_, text) => {
  expect(await savedOf(text)).toBe(text);
});
