import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { nameFromBytes, nameToBytes } from '../../contract/model/fileName.ts';
import { copyIntoCommand, pathWord, removeFilesCommand } from '../../contract/commands/fileCommands.ts';

test('bash reads back the very bytes of any path', () => {
  const byte = fc.integer({ min: 1, max: 255 });
  fc.assert(
    fc.property(fc.array(fc.array(byte, { maxLength: 12 }), { minLength: 1, maxLength: 20 }), (names) => {
      const paths = names.map((bytes) => `/${nameFromBytes(Uint8Array.from(bytes))}`);
      const script = `printf '%s\\0' ${paths.map(pathWord).join(' ')}`;
      const said = execFileSync('bash', ['--norc', '--noprofile', '-c', script], { env: { LC_ALL: 'C', SHLVL: '1' } });
      expect(said.equals(Buffer.concat(paths.map((path) => Buffer.concat([nameToBytes(path), Buffer.alloc(1)]))))).toBe(
        true,
      );
    }),
    { numRuns: 50 },
  );
});

test('a container with tools is asked itself, one without is looked at from beside it', () => {
  const container = { kind: 'container', name: 'web', hasTools: true } as const;
  expect(removeFilesCommand(container, ['/a b'])).toBe("docker container exec --user 0 web rm -rf -- '/a b'");
  expect(removeFilesCommand({ ...container, hasTools: false }, ['/a'])).toBe(
    'docker container run --rm --pid container:web --cap-add SYS_PTRACE busybox rm -rf -- /proc/1/root/a',
  );
  expect(removeFilesCommand({ kind: 'volume', name: 'data' }, ['/a'], ['--context', 'lab'])).toBe(
    'docker --context lab container run --rm --volume data:/volume busybox rm -rf -- /volume/a',
  );
});

test('an owner is set only where it is not the one that docker cp gives', () => {
  const container = { kind: 'container', name: 'web', hasTools: true } as const;
  expect(copyIntoCommand(container, ['./a'], '/in/', { userId: 0, groupId: 0 })).toBe(
    'docker container cp ./a web:/in/',
  );
  expect(copyIntoCommand(container, ['./a'], '/', { userId: 5, groupId: 6 })).toBe(
    'docker container cp ./a web:/\ndocker container exec --user 0 web chown -R 5:6 -- /a',
  );
});
