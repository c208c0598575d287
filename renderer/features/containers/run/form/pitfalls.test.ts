import { expect, test } from 'vitest';
import type { ImageDefaults } from '../../../../../contract/model/image.ts';
import { RunSettings, type RunSettingsInput } from '../../../../../contract/model/run.ts';
import { draftOf } from '../draft/readDraft.ts';
import { pitfallsOf } from './pitfalls.ts';

const defaults: ImageDefaults = {
  ...{ id: 'sha256:1', exposedPorts: [], volumes: ['/var/lib/data'], env: [], user: '' },
  ...{ entrypoint: [], command: ['nginx', '-g', 'daemon off;'], workingDir: '/app' },
};
const said = (input: Partial<RunSettingsInput>, image: ImageDefaults | undefined = defaults) =>
  pitfallsOf(draftOf(RunSettings.parse({ image: 'nginx:1.27', ...input })), image).map(
    ({ field, term, text }) => `${field} ${term}: ${text}`,
  );

test.each<[string, Partial<RunSettingsInput>, RegExp]>([
  ['an image without a version', { image: 'nginx' }, /^image image: This is “latest”/],
  ['latest by its name', { image: 'ghcr.io/a/b:latest' }, /^image image/],
  ['a command in place of the image’s', { command: ['sh'] }, /^command container: .*nginx -g 'daemon off;'$/],
  ['any free port', { ports: [{ containerPort: 80, hostIp: '127.0.0.1' }] }, /^ports port: .*at the next start/],
  [
    'a volume without a name',
    { mounts: [{ type: 'volume', source: '', target: '/x' }] },
    /^mounts volume: .*\/x has no name/,
  ],
  [
    'a folder over one of the image’s',
    { mounts: [{ type: 'bind', source: '/srv', target: '/var/lib/' }] },
    /^mounts bind-mount: .*at \/var\/lib\/ is hidden/,
  ],
  ['a folder over its program', { mounts: [{ type: 'bind', source: '/srv', target: '/app' }] }, /^mounts bind-mount/],
  ['the default bridge', { networks: [{ name: 'bridge' }] }, /^networks network/],
])('is told of %s', (_, input, pattern) => {
  const texts = said(input);
  expect(texts).toHaveLength(1);
  expect(texts[0]).toMatch(pattern);
});

test('nothing is told where nobody falls into anything', () => {
  expect(
    said({
      command: ['nginx', '-g', 'daemon off;'],
      ports: [{ containerPort: 80, hostPort: 8080 }],
      mounts: [
        { type: 'volume', source: 'data', target: '/var/lib/data' },
        { type: 'bind', source: '/srv', target: '/app/settings' },
      ],
      networks: [{ name: 'mine' }],
    }),
  ).toEqual([]);
  for (const image of [`nginx@sha256:${'a'.repeat(64)}`, 'a'.repeat(64), `sha256:${'a'.repeat(64)}`]) {
    expect(said({ image }, undefined)).toEqual([]);
  }
});

test('the program of the image that gets the command is named', () => {
  expect(said({ command: ['--help'] }, { ...defaults, entrypoint: ['/entry.sh'] })[0]).toContain('/entry.sh gets this');
});
