import { existsSync, readFileSync, statSync } from 'node:fs';

/** A file with a private key, as far as it can be known without its passphrase. */
export interface KeyFile {
  readonly path: string;
  /** Undefined where only the passphrase would tell (old PEM files without a .pub beside them). */
  readonly publicBlob: Buffer | undefined;
  /** Undefined where only the public half is here; an agent may have the other. */
  readonly privateText: string | undefined;
}

const MAGIC = 'openssh-key-v1\0';

/** Undefined where there is no such file. `problem` says why one that is there is not used, as ssh would. */
export function readKeyFile(path: string): KeyFile | { readonly path: string; readonly problem: string } | undefined {
  const publicPath = path.endsWith('.pub') ? path : `${path}.pub`;
  const publicText = readIfThere(publicPath);
  if (path.endsWith('.pub') || !existsSync(path)) {
    const publicBlob = publicText === undefined ? undefined : blobOfLine(publicText);
    return publicBlob && { path, publicBlob, privateText: undefined };
  }
  const privateText = readIfThere(path);
  if (privateText === undefined) return { path, problem: 'it cannot be read' };
  if (process.platform !== 'win32' && (statSync(path).mode & 0o077) !== 0) {
    return { path, problem: 'others may read it: chmod 600' };
  }
  const publicBlob = publicText === undefined ? blobInside(privateText) : blobOfLine(publicText);
  return { path, publicBlob, privateText };
}

/** `ssh-ed25519 AAAA… comment` */
function blobOfLine(text: string): Buffer | undefined {
  const base64 = text.trim().split(/\s+/)[1];
  return base64 === undefined ? undefined : Buffer.from(base64, 'base64');
}

/** OpenSSH's own format holds the public half in the open, before what the passphrase protects. */
function blobInside(text: string): Buffer | undefined {
  const [, base64] = /-----BEGIN OPENSSH PRIVATE KEY-----([\s\S]+?)-----END/.exec(text) ?? [];
  const bytes = Buffer.from(base64 ?? '', 'base64');
  if (bytes.toString('latin1', 0, MAGIC.length) !== MAGIC) return undefined;
  try {
    let at = MAGIC.length;
    for (let skipped = 0; skipped < 3; skipped++) at += 4 + bytes.readUInt32BE(at); // cipher, kdf, its options
    at += 4; // how many keys
    const length = bytes.readUInt32BE(at);
    return Buffer.from(bytes.subarray(at + 4, at + 4 + length));
  } catch {
    return undefined;
  }
}

function readIfThere(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}
