import { describe, expect, test } from 'vitest';
import { BuildSettings } from '../../../../contract/model/build.ts';
import { type BuildDraft, draftOf, EMPTY_DRAFT, newPair, newSecret, PASTED } from './draft.ts';
import { readDraft } from './readDraft.ts';

const read = (fields: Partial<BuildDraft>) => readDraft({ ...EMPTY_DRAFT, path: '/p', ...fields }, undefined);

describe('the form of a build', () => {
  test('gives what was typed, and leaves the rest to buildx', () => {
    const { settings, problems } = read({
      path: '/p/',
      tags: ' a, b:1 ',
      platforms: 'linux/amd64',
      cacheTo: 'type=inline\n\n',
    });
    expect(problems).toEqual({});
    expect(settings).toEqual({
      ...BuildSettings.parse({
        source: { type: 'folder', path: '/p' },
        tags: ['a', 'b:1'],
        platforms: ['linux/amd64'],
        cacheTo: ['type=inline'],
      }),
      ...{ target: undefined, network: undefined, builder: undefined },
    });
  });

  test.each<[Partial<BuildDraft>, string]>([
    [{ path: ' ' }, 'path'],
    [{ source: 'remote', url: 'not an address' }, 'url'],
    [{ source: 'none' }, 'text'],
    [{ dockerfile: PASTED, text: ' ' }, 'text'],
    [{ tags: 'me/UPPER:1' }, 'tags'],
    [{ output: 'push' }, 'tags'],
    [{ output: 'custom' }, 'outputValue'],
    [{ args: [{ ...newPair('', 'x'), key: 'k' }] }, 'args.k'],
    [{ labels: [newPair('a', '1'), { ...newPair('a', '2'), key: 'k' }] }, 'labels.k'],
    [{ secrets: [{ ...newSecret('a'), key: 'k' }] }, 'secrets.k'],
    [{ secrets: [newSecret('a-b', 'value', '1'), { ...newSecret('a_b', 'value', '2'), key: 'k' }] }, 'secrets.k'],
  ])('%j is said at the field %s', (fields, field) => expect(Object.keys(read(fields).problems)).toEqual([field]));

  test('takes capitals in a registry, and a port', () =>
    expect(read({ tags: 'localhost:5000/me/a:Tag' }).problems).toEqual({}));

  test('opened for a build that was has its settings again', () => {
    const settings = BuildSettings.parse({
      source: { type: 'folder', path: '/p' },
      dockerfile: { type: 'file', path: 'x.Dockerfile' },
      tags: ['a'],
      args: [{ name: 'A', value: '1' }],
      target: 't',
      platforms: ['linux/arm64'],
      noCache: true,
      pull: true,
      labels: [{ name: 'l', value: 'v' }],
      secrets: [
        { id: 'f', from: 'file', path: '/f' },
        { id: 'e', from: 'env', variable: 'E' },
      ],
      ssh: ['default'],
      cacheFrom: ['type=local,src=/c'],
      cacheTo: ['type=inline'],
      network: 'none',
      builder: 'b',
      output: { type: 'custom', value: 'type=tar' },
    });
    expect(readDraft(draftOf(settings), undefined)).toEqual({ settings, problems: {} });
  });
});
