import { expect, test } from 'vitest';
import { runCommand } from '../../commands/runCommand.ts';
import { RunSettings } from '../run.ts';
import { MASK, maskSecrets, secretNames, withoutSecrets } from './secrets.ts';

const settings = RunSettings.parse({
  image: 'x',
  env: [
    { name: 'API_TOKEN', value: 'hunter2' },
    { name: 'EMPTY_PASSWORD', value: '' },
    { name: 'PLAIN', value: 'kept' },
  ],
  command: ['run', '--password=hunter2', 'https://me:hunter2@host/'],
  logOptions: [{ name: 'splunk-token', value: 'hunter2' }],
});

test('a masked secret is in no command, and what is no secret is', () => {
  const command = runCommand(maskSecrets(settings));
  expect(command).not.toContain('hunter2');
  expect(command).toContain(`API_TOKEN=${MASK}`);
  expect(command).toContain('PLAIN=kept');
  expect(command).toContain('EMPTY_PASSWORD=');
});

test('what is kept has the names of secrets, and says whose values it lacks', () => {
  expect(withoutSecrets(settings).env[0]).toEqual({ name: 'API_TOKEN', value: '' });
  expect(secretNames(settings)).toEqual(['API_TOKEN', 'splunk-token', '--password', 'a word of the command']);
  expect(JSON.stringify(withoutSecrets(settings))).not.toContain('hunter2');
  expect(secretNames(withoutSecrets(settings))).toEqual([]);
});
