import { expect, test } from 'vitest';
import { hoverAt } from './hover.ts';
import { proposalsAt } from './completions.ts';

const INSTRUCTIONS = [
  ...['ADD', 'ARG', 'CMD', 'COPY', 'ENTRYPOINT', 'ENV', 'EXPOSE', 'FROM', 'HEALTHCHECK', 'LABEL', 'MAINTAINER'],
  ...['ONBUILD', 'RUN', 'SHELL', 'STOPSIGNAL', 'USER', 'VOLUME', 'WORKDIR'],
];

/** Proposals at the mark `|`. */
async function at(marked: string, images: readonly string[] = []) {
  const text = marked.replace('|', '');
  const lines = marked.slice(0, marked.indexOf('|')).split('\n');
  const position = { line: lines.length - 1, character: lines.at(-1)!.length };
  return { text, position, proposals: await proposalsAt(text, position, images) };
}
const labels = async (marked: string, images?: readonly string[]) =>
  (await at(marked, images)).proposals.map(({ label }) => label);

test('all 18 instructions are proposed, each with help that is its own', async () => {
  const { proposals } = await at('FROM a\n|');
  expect(INSTRUCTIONS).toHaveLength(18);
  for (const instruction of INSTRUCTIONS) {
    const proposal = proposals.find(({ label }) => label.split(' ')[0] === instruction);
    expect(`${instruction}: ${proposal?.help()}`).toMatch(/docs\.docker\.com/);
    expect(proposal?.insert).toMatch(new RegExp(`^${instruction} .*`));
  }
});

test('all 18 instructions and all directives are explained where they stand', () => {
  for (const instruction of INSTRUCTIONS) {
    const text = instruction === 'FROM' ? 'FROM a' : `FROM a\n${instruction} x`;
    const help = hoverAt(text, { line: text.split('\n').length - 1, character: 1 });
    expect(`${instruction}: ${help?.markdown}`).toMatch(/docs\.docker\.com|^MAINTAINER: \w+ \w+/);
  }
  for (const directive of ['syntax', 'escape', 'check']) {
    const help = hoverAt(
      `# ${directive}=x
FROM a`,
      { line: 0, character: 4 },
    );
    expect(`${directive}: ${help?.markdown}`).toMatch(/Online documentation/);
  }
  expect(hoverAt('FROM a\n\n', { line: 1, character: 0 })).toBeUndefined();
});

test('flags are proposed and explained, also those of today', async () => {
  expect(await labels('FROM a\nCOPY --|')).toEqual(
    expect.arrayContaining(['--link', '--chmod', '--exclude', '--from=stage']),
  );
  expect(await labels('FROM a\nRUN --mount|')).toContain('--mount=type=secret');
  expect(await labels('FROM a\nADD --ch|')).toContain('--checksum');
  const line = 'RUN --mount=type=cache,target=/x true';
  expect(hoverAt(`FROM a\n${line}`, { line: 1, character: 8 })?.markdown).toMatch(/stays from build to build/);
});

test('directives are proposed, the checks’ own among them', async () => {
  expect(await labels('# |')).toEqual(expect.arrayContaining(['check', 'syntax']));
  expect(await labels('#|\nFROM a')).toEqual(expect.arrayContaining(['check', 'escape=`']));
});

test('FROM proposes images that are here and earlier stages, and COPY --from the stages', async () => {
  const from = await labels('FROM a AS build\nFROM |', ['team/app:3']);
  expect(from).toEqual(expect.arrayContaining(['build', 'team/app:3', 'node:22']));
  expect(await labels('FROM team/app:|', ['team/app:3'])).toContain('team/app:3'); // asks nobody for tags
  expect(await labels('FROM a AS build\nFROM b\nCOPY --from=|')).toEqual(['build']);
});
