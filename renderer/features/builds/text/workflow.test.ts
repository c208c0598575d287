import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
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

/** What each action takes, as its `action.yml` of that version says. */
const INPUTS: Readonly<Record<string, readonly string[]>> = {
  'actions/checkout@v4': [],
  'docker/setup-qemu-action@v3': [],
  'docker/setup-buildx-action@v3': [],
  'docker/login-action@v3': ['registry', 'username', 'password'],
  'docker/build-push-action@v6': [
    ...['build-args', 'cache-from', 'cache-to', 'context', 'file', 'labels', 'network', 'no-cache', 'platforms'],
    ...['pull', 'push', 'secrets', 'ssh', 'tags', 'target'],
  ],
};

interface Workflow {
  readonly name: string;
  readonly on: object;
  readonly jobs: {
    readonly image: {
      readonly 'runs-on': string;
      readonly permissions?: object;
      readonly steps: readonly { readonly uses: string; readonly with?: Readonly<Record<string, unknown>> }[];
    };
  };
}

test('it is YAML that GitHub Actions knows: its keys, actions of a version that exists, and their inputs', () => {
  const settings = BuildSettings.parse({
    ...folder,
    dockerfile: { type: 'file', path: 'docker/web.Dockerfile' },
    tags: ['ghcr.io/me/web:1', 'me/web:1'],
    args: [{ name: 'VERSION', value: '1.10' }],
    target: 'final',
    platforms: ['linux/arm64'],
    labels: [{ name: 'org.opencontainers.image.title', value: 'Web: # 1' }],
    secrets: [{ id: 'npm', from: 'value', value: 'x' }],
    ssh: ['default'],
    network: 'host',
    pull: true,
  });
  const workflow = parse(workflowOf(settings, 'app')) as Workflow;
  expect(Object.keys(workflow)).toEqual(['name', 'on', 'jobs']);
  expect(workflow.on).toEqual({ push: { branches: ['main'] } });
  const { steps, ...job } = workflow.jobs.image;
  expect(job).toEqual({ 'runs-on': 'ubuntu-latest', permissions: { contents: 'read', packages: 'write' } });
  for (const step of steps) {
    expect(Object.keys(INPUTS)).toContain(step.uses);
    expect(INPUTS[step.uses]).toEqual(expect.arrayContaining(Object.keys(step.with ?? {})));
  }
  expect(steps.at(-1)?.with).toMatchObject({
    context: '.',
    file: 'docker/web.Dockerfile',
    tags: 'ghcr.io/me/web:1\nme/web:1\n',
    labels: 'org.opencontainers.image.title=Web: # 1\n',
    network: 'host',
    pull: true,
    push: true,
  });
});

test('whatever a name is, it is read again as that text', () => {
  const awkward = fc.oneof(
    fc.constantFrom('no', 'true', 'null', '1.10', '0x1F', 'a:', '.', '~', 'a #b', '-', '.nan'),
    fc.string(),
  );
  const name = awkward.filter((value) => value.trim() !== '' && !value.includes('${{'));
  fc.assert(
    fc.property(name, name, (target, file) => {
      const settings = BuildSettings.parse({ ...folder, target, dockerfile: { type: 'file', path: file } });
      const step = (parse(workflowOf(settings, 'app')) as Workflow).jobs.image.steps.at(-1);
      expect(step?.with).toMatchObject({ target: settings.target, file });
    }),
  );
});

test('what looks like an expression of GitHub stays a text there', () => {
  const settings = BuildSettings.parse({ ...folder, args: [{ name: 'GREETING', value: '${{ github.token }}' }] });
  expect(workflowOf(settings, 'app')).toContain("GREETING=${{ '${{' }} github.token }}");
});
