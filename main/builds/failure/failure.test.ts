import { describe, expect, test } from 'vitest';
import { explain } from './explain.ts';
import { exitCodeOf, readEnd } from './readEnd.ts';

const RUN_FAILED = 'process "/bin/sh -c x" did not complete successfully: exit code: ';

describe('how a build ended is read from what buildx says', () => {
  test('line, excerpt and the words of BuildKit', () => {
    const excerpt = '  12 |     COPY a b\n  14 | >>> RUN x\n  15 |     ';
    const text = `WARNING: something\nDockerfile:14\n--------------------\n${excerpt}\n--------------------\nERROR: failed to build: failed to solve: ${RUN_FAILED}3`;
    expect(readEnd(text)).toEqual({ message: `${RUN_FAILED}3`, line: 14, excerpt });
    expect(exitCodeOf(`${RUN_FAILED}3`)).toBe(3);
  });
  test('also where nothing but words came', () => {
    expect(readEnd('ERROR: no builder "x" found')).toEqual({ message: 'no builder "x" found' });
    expect(readEnd('')).toEqual({ message: '' });
    expect(readEnd('ERROR: failed to solve: dockerfile parse error on line 2: unknown instruction: X')).toMatchObject({
      line: 2,
    });
    expect(exitCodeOf('not found')).toBeUndefined();
  });
});

describe('failures are explained', () => {
  test.each<[string, string]>([
    [
      'failed to read dockerfile: open Dockerfile: no such file or directory',
      'There is no file Dockerfile where the Dockerfile is looked for.',
    ],
    ['the Dockerfile cannot be empty', 'The Dockerfile is empty.'],
    [
      'failed to compute cache key: failed to calculate checksum of ref a::b: "/app/x": not found',
      '“app/x” is not in the build context.',
    ],
    ['error from sender: open /p/secret: permission denied', '/p/secret in the build context may not be read.'],
    [
      'me/x: failed to resolve source metadata for docker.io/me/x:latest: pull access denied, repository does not exist',
      'me/x:latest cannot be had: it does not exist, or you must sign in.',
    ],
    [
      'ghcr.io/a/b:9: failed to resolve source metadata for ghcr.io/a/b:9: ghcr.io/a/b:9: not found',
      'There is no image ghcr.io/a/b:9.',
    ],
    [
      'failed to copy: httpReadSeeker: failed open: unexpected status code 429 Too Many Requests',
      'The registry allows no more pulls for now.',
    ],
    ['write /var/lib/x: no space left on device', 'The disk of the engine’s machine is full.'],
    ['no match for platform in manifest: not found', 'The base image does not exist for the wanted platform.'],
    [
      'Multi-platform build is not supported for the docker driver.',
      'The engine’s own builder makes images for one platform at a time.',
    ],
    [
      'failed to push localhost:1/x: unexpected status 401 Unauthorized',
      'localhost:1/x was built and could not be pushed.',
    ],
    ['base name (${BASE}) should not be blank', 'The name after FROM is empty: ${BASE} has no value.'],
    ['something nobody has seen\nmore of it', 'something nobody has seen'],
  ])('%s', (message, title) => expect(explain({ message, instruction: 'RUN x', lastLines: [] }).title).toBe(title));

  test.each<[number, string, string]>([
    [127, '/bin/sh: make: not found', 'The command “make” was not found.'],
    [127, '/bin/sh: 1: gcc: not found', 'The command “gcc” was not found.'],
    [127, 'bash: line 1: node: command not found', 'The command “node” was not found.'],
    [127, '', 'A command was not found.'],
    [126, '/bin/sh: ./run.sh: Permission denied', 'The program may not be executed.'],
    [100, 'E: Unable to locate package nginxx', 'apt knows no package “nginxx”.'],
    [100, "Temporary failure resolving 'deb.debian.org'", 'The build could not look up a name in the network.'],
    [1, 'ERROR: unable to select packages:\n  nginxx (no such package):', 'apk knows no package “nginxx”.'],
    [1, 'npm error code ERESOLVE\nnpm error ERESOLVE could not resolve', 'npm finds no versions that fit together.'],
    [1, 'ERROR: No matching distribution found for flaskk', 'pip finds no version of “flaskk” for this Python.'],
    [1, "cat: can't open '/x': No such file or directory", 'A file or folder that the command needs is not there.'],
    [137, 'Killed', 'The command was killed, most likely because memory ran out.'],
    [2, 'tests failed', 'The command of this RUN ended with code 2.'],
  ])('exit code %i after %j', (exitCode, last, title) => {
    const failed = { message: `${RUN_FAILED}${exitCode}`, instruction: 'RUN x', exitCode, lastLines: last.split('\n') };
    expect(explain(failed).title).toBe(title);
  });
});
