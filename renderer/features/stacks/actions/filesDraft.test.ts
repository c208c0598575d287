import { expect, test } from 'vitest';
import { draftOf, readFilesDraft } from './filesDraft.ts';

const FILES = {
  workingDir: '/srv/shop',
  configFiles: ['/srv/shop/compose.yaml', '/etc/shared.yaml'],
  envFiles: ['/srv/shop/env/prod.env'],
  profiles: ['debug', 'tools'],
};

test('what a draft is made of is what is read from it', () => {
  expect(draftOf('shop', FILES)).toMatchObject({
    configFiles: 'compose.yaml\n/etc/shared.yaml',
    envFiles: 'env/prod.env',
  });
  expect(readFilesDraft(draftOf('shop', FILES))).toEqual({ project: 'shop', files: FILES });
});

test('names are in the folder, and ways up lead out of it', () => {
  const draft = {
    project: 'shop',
    workingDir: '/srv/shop/',
    configFiles: './a.yaml\n\n ../b.yaml ',
    envFiles: '',
    profiles: 'x x,y',
  };
  expect(readFilesDraft(draft)).toEqual({
    project: 'shop',
    files: {
      workingDir: '/srv/shop',
      configFiles: ['/srv/shop/a.yaml', '/srv/b.yaml'],
      envFiles: [],
      profiles: ['x', 'y'],
    },
  });
});

test('a folder of Windows keeps its separators', () => {
  const draft = { project: 'shop', workingDir: 'C:\\srv\\shop', configFiles: 'sub/a.yaml', envFiles: '', profiles: '' };
  expect(readFilesDraft(draft)).toMatchObject({ files: { configFiles: ['C:\\srv\\shop\\sub\\a.yaml'] } });
});

test('each field says what is wrong with it', () => {
  const draft = { project: 'My Shop', workingDir: 'srv', configFiles: ' ', envFiles: '', profiles: '' };
  expect(readFilesDraft(draft)).toMatchObject({
    problems: {
      project: expect.stringContaining('small letters'),
      workingDir: 'Write the whole path of the folder.',
      configFiles: 'A stack has at least one file.',
    },
  });
});
