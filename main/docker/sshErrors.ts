import { AppFailure, type UnreachableReason } from '../../contract/errors.ts';
import type { SshFailure, SshProblem } from '../../engine/index.ts';

/** Why an engine cannot be reached by SSH, in words. The only place that knows them. */
export function sshUnreachable(context: string, where: string, failure: SshFailure): AppFailure {
  const { reason, message, hint } = explain(where, failure.host, failure.problem);
  const { said } = failure;
  return new AppFailure({
    code: 'engine-unreachable',
    context,
    reason,
    message,
    hint,
    ...(said && { engineText: said }),
  });
}

interface Explained {
  readonly reason: UnreachableReason;
  readonly message: string;
  readonly hint: string;
}

const of = (reason: UnreachableReason, message: string, hint: string): Explained => ({ reason, message, hint });

function explain(where: string, host: string, problem: SshProblem): Explained {
  switch (problem.type) {
    case 'host-key-unknown':
    case 'host-key-changed':
    case 'host-key-revoked':
      return hostKey(host, problem);
    case 'auth-failed':
    case 'declined':
      return signIn(host, problem);
    case 'socket-denied':
    case 'no-docker':
    case 'engine-stopped':
      return engine(host, problem);
    default:
      return network(where, host, problem);
  }
}

type Of<T extends SshProblem['type']> = Extract<SshProblem, { type: T }>;

function hostKey(host: string, problem: Of<'host-key-unknown' | 'host-key-changed' | 'host-key-revoked'>): Explained {
  switch (problem.type) {
    case 'host-key-unknown':
      return of(
        'host-key',
        `${host} is not a known machine (${problem.keyType}, ${problem.fingerprint}).`,
        'Your ssh configuration says StrictHostKeyChecking yes: add its key to known_hosts, with ssh-keyscan and a look at the fingerprint.',
      );
    case 'host-key-revoked':
      return of(
        'host-key',
        `The key of ${host} (${problem.fingerprint}) was taken back: line ${problem.line} of ${problem.file}.`,
        'Do not sign in there. Ask whoever keeps that machine.',
      );
    case 'host-key-changed':
      return of(
        'host-key',
        `THE KEY OF ${host} HAS CHANGED. It is ${problem.fingerprint} now; it was ${problem.knownFingerprint}${problem.file === '' ? '' : ` (line ${problem.line} of ${problem.file})`}. Somebody may be listening between you and it. Gantry has not signed in.`,
        `If the machine was set up anew, ask its keeper for the fingerprint, compare it, then remove the old key: ssh-keygen -R “${host}” (with a port: “[${host}]:PORT”).`,
      );
  }
}

function signIn(host: string, problem: Of<'auth-failed' | 'declined'>): Explained {
  if (problem.type === 'declined') {
    const what = {
      'host-key': `The key of ${host} was not trusted`,
      passphrase: `The passphrase for the key was not given`,
      password: `The password for ${host} was not given`,
    }[problem.what];
    return of('declined', `${what}: Gantry is not connected.`, 'Try again to be asked again.');
  }
  const { user, tried, offered } = problem;
  const what = tried.length > 0 ? `Tried: ${tried.join(', ')}.` : 'There was no key to try.';
  const taken = offered.length > 0 ? ` It takes: ${offered.join(', ')}.` : '';
  return of(
    'sign-in',
    `${host} does not let “${user}” in. ${what}${taken}`,
    `Check the user’s name. Add your public key there (ssh-copy-id ${user}@${host}), or name the right one with IdentityFile in ~/.ssh/config.`,
  );
}

function engine(host: string, problem: Of<'socket-denied' | 'no-docker' | 'engine-stopped'>): Explained {
  const { path } = problem;
  switch (problem.type) {
    case 'socket-denied':
      return of(
        'permission-denied',
        `“${problem.user}” may not use the engine of ${host}: ${path} is closed to them.`,
        `On ${host}, add them to the group “docker” (sudo usermod -aG docker ${problem.user}), then try again. Members of that group are as powerful as root.`,
      );
    case 'no-docker':
      return of(
        'not-an-engine',
        `There is no engine on ${host}: no socket at ${path}, and no program “docker” for “${problem.user}”.`,
        'Install Docker there, or say where its socket is: ssh://USER@HOST/path/to/docker.sock.',
      );
    case 'engine-stopped':
      return of(
        'no-socket',
        `No engine answers on ${host} (${path}).`,
        'Start Docker there (sudo systemctl start docker), or check the path of the socket.',
      );
  }
}

function network(where: string, host: string, problem: SshProblem): Explained {
  switch (problem.type) {
    case 'unknown-name':
      return of(
        'refused',
        `The name of the machine “${host}” is not known.`,
        'Check the spelling, and that this computer is on the network (or VPN) that knows it. Names of ~/.ssh/config work too.',
      );
    case 'refused':
      return of(
        'refused',
        `${host} refuses SSH: nothing listens on that port.`,
        'Check the port, and that the SSH server runs there.',
      );
    case 'no-route':
      return of('timeout', `There is no way to ${host}.`, 'Check the network, the VPN and the firewall.');
    case 'timeout':
      return of(
        'timeout',
        `${host} does not answer by SSH.`,
        'Check that the machine is on, and that no firewall is between.',
      );
    case 'not-ssh':
      return of(
        'refused',
        `What answers at ${host} does not speak SSH.`,
        'Check the port: something else listens there.',
      );
    case 'no-common-algorithm':
      return of(
        'refused',
        `${host} knows only ways of encryption that are too old to be safe.`,
        'Bring its SSH server up to date.',
      );
    case 'proxy-command':
      return of(
        'unsupported',
        `Your ssh configuration reaches ${host} by a ProxyCommand, which Gantry does not run.`,
        'Use ProxyJump where the command only leads through another machine.',
      );
    case 'jump-refused':
      return of(
        'refused',
        `${host}, which is on the way (ProxyJump), cannot connect to ${problem.to}.`,
        'Check the name and port as seen from there, and that it allows forwarding (AllowTcpForwarding).',
      );
    default:
      return of('closed', `The connection to ${where} was lost.`, 'Gantry connects again by itself.');
  }
}
