import { expect, test } from 'vitest';
import { BuildSettings } from '../../../../contract/model/build.ts';
import { workflowOf } from './workflow.ts';

const folder = { source: { type: 'folder', path: '/home/me/app' } } as const;

test('a build becomes a workflow that does the same on each push [AC-44]', () => {
  const settings = BuildSettings.parse({
    ...folder,
    dockerfile: { type: 'file', path: 'docker/web.Dockerfile' },
    tags: ['ghcr.io/me/web:1', 'me/web:1'],
    args: [
      { name: 'VERSION', value: '1.10' },
      { name: 'API_TOKEN', value: 'do-not-write-me' },
    ],
    target: 'final',
    platforms: ['linux/amd64', 'linux/arm64'],
    secrets: [{ id: 'npm-rc', from: 'value', value: 'nor-me' }],
    pull: true,
  });
  const workflow = workflowOf(settings, 'app');
  expect(workflow).not.toContain('do-not-write-me');
  expect(workflow).not.toContain('nor-me');
  expect(workflow.split('\n').slice(2)).toEqual([
    'name: Image',
    'on:',
    '  push:',
    '    branches: [main]',
    'jobs:',
    '  image:',
    '    runs-on: ubuntu-latest',
    '    permissions:',
    '      contents: read',
    '      packages: write',
    '    steps:',
    '      - uses: actions/checkout@v4',
    '      - uses: docker/setup-qemu-action@v3',
    '      - uses: docker/setup-buildx-action@v3',
    '      - uses: docker/login-action@v3',
    '        with:',
    '          registry: ghcr.io',
    '          username: ${{ github.actor }}',
    '          password: ${{ secrets.GITHUB_TOKEN }}',
    '      - uses: docker/login-action@v3',
    '        with:',
    '          username: ${{ secrets.DOCKERHUB_USERNAME }}',
    '          password: ${{ secrets.DOCKERHUB_TOKEN }}',
    '      - uses: docker/build-push-action@v6',
    '        with:',
    '          context: .',
    '          file: docker/web.Dockerfile',
    '          target: final',
    '          tags: |',
    '            ghcr.io/me/web:1',
    '            me/web:1',
    '          platforms: |',
    '            linux/amd64',
    '            linux/arm64',
    '          build-args: |',
    '            VERSION=1.10',
    '            API_TOKEN=${{ secrets.API_TOKEN }}',
    '          secrets: |',
    '            npm-rc=${{ secrets.NPM_RC }}',
    '          cache-from: type=gha',
    '          cache-to: type=gha,mode=max',
    '          pull: true',
    '          push: true',
    '',
  ]);
});

test('without a name nothing is pushed and nobody signs in', () => {
  const workflow = workflowOf(BuildSettings.parse({ ...folder, noCache: true }), 'app');
  expect(workflow).not.toContain('login-action');
  expect(workflow).toContain('push: false');
  expect(workflow).toContain('no-cache: true');
});
