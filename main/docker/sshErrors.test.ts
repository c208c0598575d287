import { expect, test } from 'vitest';
import { SshFailure, type SshProblem } from '../../engine/index.ts';
import { toFailure } from './errors.ts';
import { sshUnreachable } from './sshErrors.ts';

const explain = (problem: SshProblem) =>
  sshUnreachable('lab', 'ssh://me@lab', new SshFailure('lab', problem, 'said')).error;

test.each<[SshProblem, string, RegExp]>([
  [{ type: 'unknown-name' }, 'refused', /name of the machine “lab” is not known/],
  [{ type: 'refused' }, 'refused', /nothing listens/],
  [{ type: 'no-route' }, 'timeout', /no way to lab/],
  [{ type: 'timeout' }, 'timeout', /does not answer/],
  [{ type: 'not-ssh' }, 'refused', /does not speak SSH/],
  [{ type: 'no-common-algorithm' }, 'refused', /too old/],
  [{ type: 'declined', what: 'password' }, 'declined', /was not given/],
  [{ type: 'host-key-unknown', keyType: 'ssh-rsa', fingerprint: 'SHA256:a' }, 'host-key', /SHA256:a/],
  [{ type: 'host-key-revoked', fingerprint: 'SHA256:a', file: '/k', line: 3 }, 'host-key', /line 3 of \/k/],
  [
    { type: 'auth-failed', user: 'me', tried: ['~/.ssh/id'], offered: ['publickey'] },
    'sign-in',
    /Tried: ~\/\.ssh\/id\. It takes: publickey/,
  ],
  [{ type: 'auth-failed', user: 'me', tried: [], offered: [] }, 'sign-in', /no key to try/],
  [{ type: 'proxy-command' }, 'unsupported', /ProxyCommand/],
  [{ type: 'jump-refused', to: 'inner:22' }, 'refused', /cannot connect to inner:22/],
  [{ type: 'lost' }, 'closed', /was lost/],
  [{ type: 'no-docker', user: 'me', path: '/s' }, 'not-an-engine', /no socket at \/s/],
  [{ type: 'engine-stopped', path: '/s' }, 'no-socket', /No engine answers/],
])('%j is told in words, with what to do', (problem, reason, message) => {
  expect(explain(problem)).toMatchObject({
    code: 'engine-unreachable',
    context: 'lab',
    reason,
    message: expect.stringMatching(message),
    hint: expect.stringMatching(/\w/),
    engineText: 'said',
  });
});

test('a changed key is told loudly, with both fingerprints and how to take the old one out', () => {
  const changed = { type: 'host-key-changed', keyType: 'ssh-rsa', file: '/k', line: 7 } as const;
  const error = explain({ ...changed, fingerprint: 'SHA256:new', knownFingerprint: 'SHA256:old' });
  expect(error.message).toMatch(/HAS CHANGED.*SHA256:new.*SHA256:old.*line 7 of \/k/);
  expect(error).toMatchObject({ hint: expect.stringContaining('ssh-keygen -R') });
});

test('who is not in the group docker is told how to get in', () => {
  const denied = explain({ type: 'socket-denied', user: 'moby', path: '/var/run/docker.sock' });
  expect(denied).toMatchObject({
    reason: 'permission-denied',
    hint: expect.stringContaining('sudo usermod -aG docker moby'),
  });
});

test('a request whose connection was lost meanwhile says so', () => {
  const failure = toFailure(new SshFailure('lab', { type: 'lost' }), { context: 'lab' });
  expect(failure.error).toMatchObject({ code: 'engine-unreachable', reason: 'closed' });
});
