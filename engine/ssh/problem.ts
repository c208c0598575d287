/** Why a machine cannot be reached by SSH, as data. None of it holds a key, a password or a passphrase. */
export type SshProblem =
  | { readonly type: 'unknown-name' }
  | { readonly type: 'refused' }
  | { readonly type: 'no-route' }
  | { readonly type: 'timeout' }
  /** It closed the connection before it said who it is, or what it says is not SSH. */
  | { readonly type: 'not-ssh' }
  | { readonly type: 'no-common-algorithm' }
  /** The person did not want to answer. */
  | { readonly type: 'declined'; readonly what: 'host-key' | 'passphrase' | 'password' }
  /** `StrictHostKeyChecking yes`, and it is in no file. */
  | { readonly type: 'host-key-unknown'; readonly fingerprint: string; readonly keyType: string }
  | {
      readonly type: 'host-key-changed';
      readonly keyType: string;
      readonly fingerprint: string;
      readonly knownFingerprint: string;
      readonly file: string;
      readonly line: number;
    }
  | { readonly type: 'host-key-revoked'; readonly fingerprint: string; readonly file: string; readonly line: number }
  | {
      readonly type: 'auth-failed';
      readonly user: string;
      readonly tried: readonly string[];
      readonly offered: readonly string[];
    }
  | { readonly type: 'proxy-command' }
  /** A machine on the way to another cannot connect to it. */
  | { readonly type: 'jump-refused'; readonly to: string }
  | { readonly type: 'lost' }
  | { readonly type: 'socket-denied'; readonly user: string; readonly path: string }
  | { readonly type: 'no-docker'; readonly user: string; readonly path: string }
  | { readonly type: 'engine-stopped'; readonly path: string };

/** Thrown by everything in this folder. `host` is the machine that it is about: one on the way, or the last. */
export class SshFailure extends Error {
  readonly problem: SshProblem;
  readonly host: string;
  /** What the other side or the system said. */
  readonly said: string | undefined;
  constructor(host: string, problem: SshProblem, said?: string) {
    super(`SSH to ${host}: ${problem.type}${said ? ` (${said})` : ''}`);
    this.name = 'SshFailure';
    this.host = host;
    this.problem = problem;
    this.said = said;
  }
}

interface Thrown {
  readonly code?: string | number;
  readonly level?: string;
  readonly message: string;
}

/** What ssh2 or the system threw while a connection was made. */
export function sshFailure(host: string, thrown: unknown): SshFailure {
  if (thrown instanceof SshFailure) return thrown;
  const error = thrown as Thrown;
  return new SshFailure(host, problemOf(error), error.message);
}

function problemOf({ code, level, message }: Thrown): SshProblem {
  switch (code) {
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return { type: 'unknown-name' };
    case 'ECONNREFUSED':
      return { type: 'refused' };
    case 'EHOSTUNREACH':
    case 'ENETUNREACH':
      return { type: 'no-route' };
    case 'ETIMEDOUT':
      return { type: 'timeout' };
  }
  if (level === 'client-timeout') return { type: 'timeout' };
  if (/no matching/i.test(message)) return { type: 'no-common-algorithm' };
  if (/before handshake|Invalid identification|bad packet|Packet length/i.test(message)) return { type: 'not-ssh' };
  return { type: 'lost' };
}
