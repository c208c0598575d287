import { expect, test } from 'vitest';
import {
  backupVolumeCommand,
  copyVolumeCommand,
  createVolumeCommand,
  pruneVolumesCommand,
  restoreVolumeCommand,
  withoutSecrets,
} from './volumeCommands.ts';

const share = {
  name: 'share',
  driver: 'local',
  labels: {},
  options: { type: 'cifs', o: 'username=me,password=geheim,vers=3.0' },
};

test('the password of a share is in no command that is kept or shown', () => {
  expect(createVolumeCommand(withoutSecrets(share))).toBe(
    "docker volume create --opt type=cifs --opt 'o=username=me,password=***,vers=3.0' share",
  );
  expect(createVolumeCommand(withoutSecrets({ ...share, options: { password: 'geheim' } }))).not.toContain('geheim');
});

test('an engine that always prunes named volumes knows no --all', () => {
  expect(pruneVolumesCommand(true, false)).toBe('docker volume prune --all');
  expect(pruneVolumesCommand(true, true)).toBe('docker volume prune');
  expect(pruneVolumesCommand(false, false)).toBe('docker volume prune');
});

test('where docker has no command of its own, the steps are shown', () => {
  expect(backupVolumeCommand('db', '/b/db 1.tar.gz', 'tar.gz', ['web'])).toBe(
    [
      'docker container pause web',
      "docker run --rm --volume db:/v:ro busybox tar -C /v -cf - . | gzip > '/b/db 1.tar.gz'",
      'docker container unpause web',
    ].join('\n'),
  );
  expect(restoreVolumeCommand({ name: 'db', file: 'b.tar.zst', format: 'tar.zst', strip: 1, isEmptied: true })).toBe(
    [
      "docker run --rm --volume db:/v busybox sh -c 'find /v -mindepth 1 -delete'",
      'zstd -dc b.tar.zst | docker run --rm --interactive --volume db:/v busybox tar -C /v -xpf - --strip-components=1',
    ].join('\n'),
  );
  expect(copyVolumeCommand('db', 'db', [], ['--context', 'lab'])).toContain('| docker --context lab run --rm');
});
