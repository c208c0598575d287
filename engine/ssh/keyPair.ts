import ssh2 from 'ssh2';

export interface KeyPair {
  /** OpenSSH's own format, without a passphrase. */
  readonly privateKey: string;
  /** `ssh-ed25519 AAAA…` */
  readonly publicKey: string;
}

/** For a machine of our own making. One in some hundred keys that ssh2 makes cannot be read again: such a one is not given. */
export function makeKeyPair(): KeyPair {
  for (;;) {
    const { private: privateKey, public: publicKey } = ssh2.utils.generateKeyPairSync('ed25519');
    if (isWhole(privateKey, publicKey)) return { privateKey, publicKey };
  }
}

function isWhole(privateKey: string, publicKey: string): boolean {
  const [own, shown] = [ssh2.utils.parseKey(privateKey), ssh2.utils.parseKey(publicKey)];
  if (own instanceof Error || shown instanceof Error) return false;
  return Buffer.from(own.getPublicSSH()).equals(Buffer.from(shown.getPublicSSH()));
}
