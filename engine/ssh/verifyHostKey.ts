import type { HostSettings } from './config/resolve.ts';
import { algorithmsOf, fingerprintOf, keyTypeOf } from './hostKey.ts';
import { addKnownHost, judgeHostKey, type KnownHost, readKnownHosts } from './knownHosts.ts';
import { SshFailure } from './problem.ts';
import type { HostKeyQuestion } from '../../contract/model/signIn.ts';

export interface HostKeyCheck {
  readonly settings: HostSettings;
  /** The only one that is taken: then no file is read or written. */
  readonly pinned: Buffer | undefined;
  readonly confirm: (question: HostKeyQuestion) => Promise<boolean>;
}

const nameIn = ({ hostKeyAlias, hostName, port }: HostSettings) =>
  hostKeyAlias === undefined ? { host: hostName, port } : { host: hostKeyAlias, port: 22 };

export function knownHostsOf(settings: HostSettings): KnownHost[] {
  const { host, port } = nameIn(settings);
  return readKnownHosts(settings.knownHostsFiles, host, port);
}

/** Those for which a key is known come first: a server has several keys, and must show the one that can be checked. */
export function preferKnown(known: readonly KnownHost[], algorithms: readonly string[]): string[] {
  const wanted = new Set(known.filter(({ marker }) => !marker).flatMap(({ keyType }) => algorithmsOf(keyType)));
  return [...algorithms.filter((one) => wanted.has(one)), ...algorithms.filter((one) => !wanted.has(one))];
}

/** Resolves when the key is taken. Rejects with `SshFailure`. */
export async function verifyHostKey(key: Buffer, { settings, pinned, confirm }: HostKeyCheck): Promise<void> {
  const { hostName, port, strictHostKeyChecking, knownHostsFiles, hashKnownHosts } = settings;
  const shown = { keyType: keyTypeOf(key), fingerprint: fingerprintOf(key) };
  if (pinned) {
    if (pinned.equals(key)) return;
    const known = { knownFingerprint: fingerprintOf(pinned), file: '', line: 0 };
    throw new SshFailure(hostName, { type: 'host-key-changed', ...shown, ...known });
  }
  const verdict = judgeHostKey(knownHostsOf(settings), key);
  if (verdict.type === 'known') return;
  if (verdict.type === 'changed') throw new SshFailure(hostName, { ...verdict, type: 'host-key-changed', ...shown });
  if (verdict.type === 'revoked') throw new SshFailure(hostName, { ...verdict, type: 'host-key-revoked', ...shown });
  if (strictHostKeyChecking === 'yes') throw new SshFailure(hostName, { type: 'host-key-unknown', ...shown });
  if (strictHostKeyChecking === 'ask') {
    const { otherTypes, hasAuthority } = verdict;
    const isTaken = await confirm({ type: 'host-key', host: hostName, port, ...shown, otherTypes, hasAuthority });
    if (!isTaken) throw new SshFailure(hostName, { type: 'declined', what: 'host-key' });
  }
  const [file] = knownHostsFiles;
  // Where it cannot be written it is asked again next time, as ssh does.
  if (file !== undefined) tryTo(() => addKnownHost(file, nameIn(settings), key, hashKnownHosts));
}

function tryTo(write: () => void) {
  try {
    write();
  } catch {
    // the connection does not depend on it
  }
}
