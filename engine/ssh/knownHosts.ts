import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { appendFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { hostWithPort } from './address.ts';
import { matchesPatterns } from './config/patterns.ts';
import { fingerprintOf, keyTypeOf } from './hostKey.ts';

export interface KnownHost {
  readonly file: string;
  readonly line: number;
  readonly marker: 'cert-authority' | 'revoked' | undefined;
  readonly keyType: string;
  readonly key: Buffer;
}

export type HostKeyVerdict =
  | { readonly type: 'known' }
  /** `otherTypes`: it is known by keys of these types. `hasAuthority`: an authority is trusted for it. */
  | { readonly type: 'unknown'; readonly otherTypes: readonly string[]; readonly hasAuthority: boolean }
  | { readonly type: 'changed'; readonly file: string; readonly line: number; readonly knownFingerprint: string }
  | { readonly type: 'revoked'; readonly file: string; readonly line: number };

/** Which entries are for this host; a file that is not there, or that cannot be read, has none, as for ssh. */
export function readKnownHosts(files: readonly string[], host: string, port: number): KnownHost[] {
  const name = hostWithPort(host, port).toLowerCase();
  return files.flatMap((file) => {
    const lines = readIfPossible(file).split(/\r?\n/);
    return lines.flatMap((line, index) => parseLine(line, name, { file, line: index + 1 }) ?? []);
  });
}

function readIfPossible(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

/** As ssh judges: a key that was taken back is worse than one that is not known, and one that is known is enough. */
export function judgeHostKey(known: readonly KnownHost[], key: Buffer): HostKeyVerdict {
  const revoked = known.find((one) => one.marker === 'revoked' && one.key.equals(key));
  if (revoked) return { type: 'revoked', file: revoked.file, line: revoked.line };
  const plain = known.filter((one) => one.marker === undefined);
  if (plain.some((one) => one.key.equals(key))) return { type: 'known' };
  const other = plain.find((one) => one.keyType === keyTypeOf(key));
  if (other) {
    return { type: 'changed', file: other.file, line: other.line, knownFingerprint: fingerprintOf(other.key) };
  }
  return {
    type: 'unknown',
    otherTypes: [...new Set(plain.map((one) => one.keyType))],
    hasAuthority: known.some((one) => one.marker === 'cert-authority'),
  };
}

/** Adds an entry as ssh does, to a file that nobody else may write. Throws what the system says. */
export function addKnownHost(
  file: string,
  where: { host: string; port: number },
  key: Buffer,
  isHashed: boolean,
): void {
  const name = hostWithPort(where.host, where.port).toLowerCase();
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  const before = existsSync(file) ? readFileSync(file, 'utf8') : '';
  const gap = before === '' || before.endsWith('\n') ? '' : '\n';
  const entry = `${isHashed ? hashed(name) : name} ${keyTypeOf(key)} ${key.toString('base64')}\n`;
  appendFileSync(file, gap + entry, { mode: 0o600 });
}

function parseLine(text: string, name: string, at: { file: string; line: number }): KnownHost | undefined {
  const fields = text.trim().split(/\s+/);
  const marker = fields[0]?.startsWith('@') ? fields.shift()?.slice(1) : undefined;
  const [hosts, keyType, base64] = fields;
  if (hosts === undefined || hosts.startsWith('#') || keyType === undefined || base64 === undefined) return undefined;
  // A marker that ssh does not know makes the line count for nothing.
  if (marker !== undefined && marker !== 'cert-authority' && marker !== 'revoked') return undefined;
  const isFor = hosts.startsWith('|1|')
    ? matchesHash(name, hosts)
    : matchesPatterns(name, hosts.toLowerCase().split(','));
  return isFor ? { ...at, marker, keyType, key: Buffer.from(base64, 'base64') } : undefined;
}

const hmac = (salt: Buffer, name: string) => createHmac('sha1', salt).update(name).digest();

function hashed(name: string): string {
  const salt = randomBytes(20);
  return `|1|${salt.toString('base64')}|${hmac(salt, name).toString('base64')}`;
}

function matchesHash(name: string, entry: string): boolean {
  const [, , salt = '', hash = ''] = entry.split('|');
  const expected = Buffer.from(hash, 'base64');
  const actual = hmac(Buffer.from(salt, 'base64'), name);
  return expected.length === actual.length && timingSafeEqual(expected, actual);
}
