import { describe, expect, test } from 'vitest';
import { BuildSettings, type BuildSettingsInput } from '../model/build.ts';
import { buildCommand, secretVariable, shellCommand, variablesOf } from './buildCommand.ts';

const of = (settings: BuildSettingsInput, cliArgs?: string[]) => buildCommand(BuildSettings.parse(settings), cliArgs);
const folder = { type: 'folder', path: '/p' } as const;

describe('the docker command of a build', () => {
  test('only what was chosen is said', () => {
    expect(of({ source: folder })).toBe('docker buildx build /p');
    expect(of({ source: folder, tags: ['me/a:1'] }, ['--context', 'lab'])).toBe(
      'docker --context lab buildx build --tag me/a:1 /p',
    );
    expect(
      of({ source: { type: 'remote', url: 'https://host/a.git#main:dir' }, dockerfile: { type: 'file', path: 'x/D' } }),
    ).toBe("docker buildx build --file x/D 'https://host/a.git#main:dir'");
  });

  test('everything that the form knows', () => {
    expect(
      of({
        source: { type: 'folder', path: '/my project/' },
        dockerfile: { type: 'file', path: 'docker/App.Dockerfile' },
        tags: ['a', 'b:2'],
        args: [
          { name: 'A', value: "it's $1" },
          { name: 'DB_PASSWORD', value: 'never shown' },
        ],
        target: 'final',
        platforms: ['linux/amd64', 'linux/arm64'],
        noCache: true,
        pull: true,
        labels: [{ name: 'x.y', value: '' }],
        secrets: [
          { id: 'one', from: 'value', value: 'never shown' },
          { id: 'two', from: 'file', path: '/a,b' },
          { id: 'three', from: 'env', variable: 'TOKEN' },
        ],
        ssh: ['default'],
        cacheFrom: ['type=local,src=/c'],
        cacheTo: ['type=inline'],
        network: 'none',
        builder: 'big',
        output: { type: 'push' },
      }),
    ).toBe(
      [
        "docker buildx build --builder big --file '/my project/docker/App.Dockerfile' --tag a --tag b:2",
        String.raw`--build-arg 'A=it'\''s $1' --build-arg DB_PASSWORD --target final`,
        '--platform linux/amd64,linux/arm64 --no-cache --pull --network none --push --label x.y=',
        `--secret id=one,env=BUILD_SECRET_ONE --secret 'id=two,"src=/a,b"' --secret id=three,env=TOKEN`,
        "--ssh default --cache-from type=local,src=/c --cache-to type=inline '/my project/'",
      ].join(' '),
    );
  });

  test('a pasted Dockerfile comes with it, whatever is in it', () => {
    expect(of({ source: folder, dockerfile: { type: 'text', text: 'FROM a' } })).toBe(
      "docker buildx build --file - /p <<'DOCKERFILE'\nFROM a\nDOCKERFILE",
    );
    expect(of({ source: { type: 'none' }, dockerfile: { type: 'text', text: 'FROM a\nDOCKERFILE\n' } })).toBe(
      "docker buildx build - <<'DOCKERFILE_2'\nFROM a\nDOCKERFILE\nDOCKERFILE_2",
    );
  });

  test('what is to be set first is named', () => {
    expect(secretVariable('my-key.1')).toBe('BUILD_SECRET_MY_KEY_1');
    const settings = BuildSettings.parse({
      source: folder,
      args: [{ name: 'API_TOKEN', value: 'x' }],
      secrets: [{ id: 'k', from: 'value', value: 'y' }],
    });
    expect(variablesOf(settings)).toEqual(['BUILD_SECRET_K', 'API_TOKEN']);
  });

  test('a shell in an image', () => {
    expect(shellCommand('a:b', ['sh'])).toBe('docker container run --rm --interactive --tty --entrypoint sh a:b');
  });
});
