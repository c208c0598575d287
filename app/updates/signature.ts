import { createHash, createPublicKey, verify } from 'node:crypto';
import { createReadStream } from 'node:fs';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { AppFailure } from '../../contract/errors.ts';

/** `checksums.json` and `checksums.json.sig` of a release, as `scripts/release-files.mjs` writes them. */
export interface SignedChecksums {
  readonly text: string;
  /** Ed25519, in base64. */
  readonly signature: string;
}

/** An update that was downloaded, and the version that it was offered as. */
interface Downloaded {
  readonly file: string;
  readonly version: string;
}

/**
 * Throws unless this file is what the release key signed, name and content, for this very version: an old release is
 * signed too, and must not come back under a new number. What the systems check themselves (Authenticode, Apple's
 * signatures) comes on top; on Linux there is nothing else.
 */
export async function checkSignature(
  { file, version }: Downloaded,
  { text, signature }: SignedChecksums,
  publicKey: string,
): Promise<void> {
  const isOurs = verify(null, Buffer.from(text), createPublicKey(publicKey), Buffer.from(signature, 'base64'));
  if (!isOurs) throw refused('The list of checksums of this release is not signed with Gantry’s key.');
  const { files, version: signed } = JSON.parse(text) as {
    readonly version?: string;
    readonly files: Readonly<Record<string, { readonly sha512: string }>>;
  };
  if (signed !== version) throw refused(`What was signed is version ${signed ?? 'unknown'}, not ${version}.`);
  const name = path.basename(file);
  const wanted = Object.hasOwn(files, name) ? files[name]?.sha512 : undefined;
  if (wanted === undefined) throw refused(`${name} is not in the signed list of its release.`);
  const hash = createHash('sha512');
  await pipeline(createReadStream(file), hash);
  if (hash.digest('base64') !== wanted) throw refused(`${name} is not what was signed.`);
}

const refused = (detail: string) =>
  new AppFailure({
    code: 'unexpected',
    message: 'The update is not what Gantry’s makers signed: it was thrown away.',
    hint: 'Try again; if it happens again, something between this machine and the server changes downloads.',
    detail,
  });
