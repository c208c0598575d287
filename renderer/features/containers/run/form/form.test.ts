import { describe, expect, test } from 'vitest';
import { RunSettings } from '../../../../../contract/model/run.ts';
import { draftOf } from '../draft/readDraft.ts';
import { FIELD_IDS, FIELDS } from '../fields/fields.ts';
import { findFields } from './findFields.ts';
import { FIRST_FIELDS, SECTIONS, sectionOf } from './sections.ts';
import { nounPlural, summaryOf, withArticle } from './summary.ts';

test('each setting of the model stands in one place of the form', () => {
  const shown = [...FIRST_FIELDS, ...SECTIONS.flatMap(({ fields }) => fields)];
  expect(shown.toSorted()).toEqual(FIELD_IDS.toSorted());
  expect(sectionOf('capAdd')?.title).toBe('Security');
  expect(sectionOf('image')).toBeUndefined();
});

describe('a field is found', () => {
  test.each([
    ['--cap-add', 'capAdd'],
    ['--memory=512m', 'memoryBytes'],
    ['-v', 'mounts'],
    ['--gpus', 'deviceRequests'],
    ['swap', 'memorySwapBytes'],
    ['open files', 'ulimits'],
    ['zombie', 'init'],
    ['NFS', 'mounts'],
    ['unless it was stopped', 'restartPolicy'],
  ] as const)('by %s', (query, id) => expect([...findFields(query)]).toContain(id));

  test('by its whole flag and no other, by the beginning of one and others too', () => {
    expect([...findFields('--memory')]).toEqual(['memoryBytes']);
    expect(findFields('--memor').size).toBeGreaterThan(2);
  });
  test('by no words at all', () => {
    expect(findFields('  ').size).toBe(0);
    expect(findFields('nosuchsetting').size).toBe(0);
  });
  test('by every flag that is named at one', () => {
    for (const id of FIELD_IDS) for (const flag of FIELDS[id].flags) expect([...findFields(flag)]).toContain(id);
  });
});

test('a section says what is set in it, and nothing of what is not', () => {
  const draft = draftOf(
    RunSettings.parse({
      image: 'x',
      memoryBytes: 1024 ** 3,
      isPrivileged: true,
      labels: [{ name: 'a', value: '1' }],
      pull: 'never',
      capAdd: ['A', 'B'],
      restartPolicy: { name: 'always' },
    }),
  );
  const said = summaryOf(draft, ['memoryBytes', 'cpus', 'isPrivileged', 'labels', 'pull', 'capAdd', 'restartPolicy']);
  expect(said).toEqual([
    'Memory 1g',
    'Privileged',
    '1 label',
    'Pull the image Never',
    '2 capabilities to give',
    'When it ends',
  ]);
});

test('words are put in number and given their article', () => {
  expect(nounPlural('container to take mounts from')).toBe('containers to take mounts from');
  expect(withArticle('exposed port')).toBe('an exposed port');
});
