import { describe, expect, test } from 'vitest';
import { buildCommand } from '../commands/buildCommand.ts';
import { BuildSettings, type BuildSettingsInput } from '../model/build.ts';
import { BUILD_FLAGS, BUILD_SHORT } from './buildFlags.ts';
import { readRunText } from './readRunText.ts';

const here = { type: 'folder', path: '.' } as const;
const of = (input: Partial<BuildSettingsInput>) => BuildSettings.parse({ source: here, ...input });
const messages = (text: string) => readRunText(text).notes.map(({ severity, message }) => `${severity}: ${message}`);
const errors = (text: string) => messages(text).filter((one) => one.startsWith('error'));

describe('a pasted docker build', () => {
  test.each<[string, Partial<BuildSettingsInput>]>([
    ['docker build .', {}],
    ['docker image build -t web:1 -t reg.example:5000/web:2 .', { tags: ['web:1', 'reg.example:5000/web:2'] }],
    ['sudo docker buildx b . --tag=web', { tags: ['web'] }],
    ['docker build —no–cache —pull –t “web” .', { noCache: true, pull: true, tags: ['web'] }],
    ['docker build --no-cache=false --pull=1 .', { pull: true }],
    ['docker build -f docker/Dockerfile.dev .', { dockerfile: { type: 'file', path: 'docker/Dockerfile.dev' } }],
    [
      'docker build -f app/Dockerfile.dev ./app/',
      { source: { type: 'folder', path: './app' }, dockerfile: { type: 'file', path: 'Dockerfile.dev' } },
    ],
    [
      'docker build --file=Dockerfile app',
      { source: { type: 'folder', path: 'app' }, dockerfile: { type: 'file', path: '../Dockerfile' } },
    ],
    [
      'docker build -f /src/D /src/app',
      { source: { type: 'folder', path: '/src/app' }, dockerfile: { type: 'file', path: '/src/D' } },
    ],
    [
      'docker build --build-arg A=1 --build-arg B= --build-arg "C=x=y z" --build-arg A=2 .',
      {
        args: [
          { name: 'B', value: '' },
          { name: 'C', value: 'x=y z' },
          { name: 'A', value: '2' },
        ],
      },
    ],
    ['docker build --target test --network none --builder big .', { target: 'test', network: 'none', builder: 'big' }],
    [
      'docker buildx build --platform linux/amd64,linux/arm64 --platform linux/arm/v7 .',
      { platforms: ['linux/amd64', 'linux/arm64', 'linux/arm/v7'] },
    ],
    [
      'docker build --secret id=a,src=/p/a --secret type=file,id=b,source=b --secret id=c,env=C_VALUE --secret type=env,id=d .',
      {
        secrets: [
          { id: 'a', from: 'file', path: '/p/a' },
          { id: 'b', from: 'file', path: 'b' },
          { id: 'c', from: 'env', variable: 'C_VALUE' },
          { id: 'd', from: 'env', variable: 'd' },
        ],
      },
    ],
    [`docker build --secret '"id=a","src=/p,q"' .`, { secrets: [{ id: 'a', from: 'file', path: '/p,q' }] }],
    ['docker build --ssh default --ssh git=/k/one,/k/two .', { ssh: ['default', 'git=/k/one,/k/two'] }],
    [
      'docker build --cache-from web:1 --cache-to type=local,dest=/c --label a=b --label c .',
      {
        cacheFrom: ['web:1'],
        cacheTo: ['type=local,dest=/c'],
        labels: [
          { name: 'a', value: 'b' },
          { name: 'c', value: '' },
        ],
      },
    ],
    ['docker buildx build --push .', { output: { type: 'push' } }],
    ['docker buildx build --load=true .', { output: { type: 'load' } }],
    ['docker build -o type=tar,dest=out.tar .', { output: { type: 'custom', value: 'type=tar,dest=out.tar' } }],
    [
      'docker build https://example.org/a/b.git#main:web',
      { source: { type: 'remote', url: 'https://example.org/a/b.git#main:web' } },
    ],
    ['docker build git@example.org:a/b.git', { source: { type: 'remote', url: 'git@example.org:a/b.git' } }],
    ['docker build github.com/a/b#v1', { source: { type: 'remote', url: 'https://github.com/a/b.git#v1' } }],
    [
      'docker build -t web - <<EOF\nFROM busybox\nRUN echo "$HOME" # yes\nEOF\necho done',
      {
        source: { type: 'none' },
        tags: ['web'],
        dockerfile: { type: 'text', text: 'FROM busybox\nRUN echo "$HOME" # yes\n' },
      },
    ],
    [
      "docker build -f- /src <<-'END' -t web\n\tFROM busybox\n\tEND\n",
      { source: { type: 'folder', path: '/src' }, tags: ['web'], dockerfile: { type: 'text', text: 'FROM busybox\n' } },
    ],
  ])('%s', (text, input) => {
    expect(readRunText(text).builds).toEqual([of(input)]);
    expect(readRunText(text).runs).toEqual([]);
    expect(errors(text)).toEqual([]);
  });

  test.each<[string, string]>([
    ['docker build --nocache .', 'error: docker build has no flag --nocache. Is --no-cache meant?'],
    ['docker build --made-up .', 'error: docker build has no flag --made-up.'],
    ['docker build -t web', 'error: No folder is named'],
    ['docker build -t web . .', 'error: “.”: one folder or address'],
    ['docker build --sbom=true .', 'warning: The form of builds has no field for this: “true” is not taken over.'],
    ['docker build --squash .', 'warning: Only the builder before BuildKit takes this'],
    ['docker build --build-arg VERSION .', 'warning: VERSION takes its value from the environment'],
    ['docker build --progress plain .', 'info: The steps are shown'],
    ['docker build --secret src=x .', 'error: --secret src=x: It needs an id'],
    ['docker build --secret id=NPM .', 'info: The secret NPM is read from the variable NPM'],
    ['docker build --load --push .', 'error: The form has one place for the result'],
    ['docker build - < Dockerfile', 'error: It reads from a pipe'],
    ['tar c . | docker build -', 'error: It reads from a pipe'],
    ['docker build -f D /src/app', 'error: -f D is seen from the folder'],
    ['docker build -f D ..', 'error: -f D is seen from the folder'],
    ['docker build $(pwd)', 'warning: $(pwd) is filled in by a shell'],
    ['docker build - <<EOF\nFROM busybox', 'warning: Nothing ends this text: no line says EOF.'],
    ['docker run -i busybox sh <<EOF\ndocker run evil\nEOF', 'warning: The text after “<<” is for the input'],
  ])('%s: what is not taken over is named', (text, said) => {
    expect(messages(text)).toContainEqual(expect.stringContaining(said));
  });

  test('what a here-document holds is no command', () => {
    const { runs, builds } = readRunText('docker build - <<EOF\nFROM a\ndocker run x\nEOF\ndocker run -d busybox');
    expect(runs.map(({ image }) => image)).toEqual(['busybox']);
    expect(builds).toHaveLength(1);
  });

  test('each short flag stands for one that there is', () => {
    expect(Object.values(BUILD_SHORT).filter((name) => !Object.hasOwn(BUILD_FLAGS, name))).toEqual([]);
  });
});

test('the command of any build is read as the same build', () => {
  const settings = of({
    source: { type: 'folder', path: "/my files/it's" },
    dockerfile: { type: 'file', path: 'a b/Dockerfile' },
    tags: ['a', 'reg:5000/b:1'],
    args: [{ name: 'A', value: '"1"=\n $x' }],
    target: 't',
    platforms: ['linux/arm64', 'linux/amd64'],
    noCache: true,
    pull: true,
    labels: [{ name: 'l', value: '' }],
    secrets: [{ id: 'f', from: 'file', path: '/a,"b' }],
    ssh: ['default', 'a=/b,/c'],
    cacheFrom: ['type=local,src=/c'],
    cacheTo: ['type=inline'],
    network: 'host',
    builder: 'b',
    output: { type: 'custom', value: 'type=tar,dest=/o' },
  });
  const text = { type: 'text', text: "FROM busybox\nDOCKERFILE\nRUN echo '\\ $x `y`'\n" } as const;
  for (const one of [
    { ...settings, dockerfile: { type: 'file', path: "/my files/it's/a b/Dockerfile" } as const },
    { ...settings, dockerfile: text },
    of({ source: { type: 'none' }, dockerfile: text }),
    of({ source: { type: 'remote', url: 'https://example.org/a.git' }, dockerfile: { type: 'file', path: 'x/D' } }),
  ]) {
    expect(readRunText(buildCommand(one, ['--context', 'lab'])).builds).toEqual([one]);
  }
});
