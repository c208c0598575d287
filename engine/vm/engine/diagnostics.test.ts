import { gunzipSync } from 'node:zlib';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { makeFakeEngine } from '../testing/fakeEngine.ts';
import { withoutSecrets } from './diagnostics.ts';

test.each([
  ['proxy http://me:s3cret@proxy:3128/ used', 'proxy http://***@proxy:3128/ used'],
  ['Authorization: Bearer abc.def', 'Authorization: Bearer ***'],
  ['{"X-Registry-Auth":"abcdef"}', '{"X-Registry-Auth":"***"}'],
  ['-e POSTGRES_PASSWORD=hunter2 next', '-e POSTGRES_PASSWORD=*** next'],
  ['"api_key": "k-1", "other": 1', '"api_key": "***", "other": 1'],
  ['a -----BEGIN OPENSSH PRIVATE KEY-----\nAAA\n-----END OPENSSH PRIVATE KEY----- b', 'a (a private key was here) b'],
  ['listen tcp4 127.0.0.1:80: bind: address already in use', 'listen tcp4 127.0.0.1:80: bind: address already in use'],
])('%s', (text, expected) => expect(withoutSecrets(text)).toBe(expected));

test('a word of a million letters is searched at once', () => {
  const word = 'x'.repeat(1_000_000);
  expect(withoutSecrets(`${word} token=abc ${word}`)).toBe(`${word} token=*** ${word}`);
});

test('the file holds logs, state and what the guest says, and neither key nor password', async () => {
  const fake = await makeFakeEngine();
  try {
    await fake.engine.saveSettings('{"registry-mirrors":["https://me:s3cret@mirror.example"]}');
    await fake.engine.start();
    fake.ssh.reply = (command) => ({ stdout: `said to ${command.slice(0, 10)} token=abc` });
    await writeFile(path.join(fake.dir, 'vm', 'qemu.log'), 'warning: something\n');
    const text = gunzipSync(await fake.engine.diagnostics()).toString('latin1');
    for (const name of ['status.json', 'machine.json', 'serial.log', 'qemu.log', 'daemon.json', 'guest/dockerd.log'])
      expect(text).toContain(`gantry-engine/${name}`);
    expect(text).toContain('warning: something');
    expect(text).toContain('READY');
    expect(text).not.toMatch(/s3cret|token=abc|PRIVATE KEY/);
  } finally {
    await fake.close();
  }
});
