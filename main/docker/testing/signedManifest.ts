import { createHash, generateKeyPairSync, sign } from 'node:crypto';

/**
 * An image of schema 1 as registries kept them until 2016, signed as Docker's libtrust did: the text, and before its
 * last bracket the signatures of it (distribution's specification, "Image Manifest Version 2, Schema 1").
 */
export function signedManifest(name: string, tag: string): string {
  const history = [{ v1Compatibility: JSON.stringify({ id: createHash('sha256').update(name).digest('hex') }) }];
  const fsLayers = [{ blobSum: `sha256:${createHash('sha256').update(tag).digest('hex')}` }];
  const payload = JSON.stringify({ schemaVersion: 1, name, tag, architecture: 'amd64', fsLayers, history }, null, 3);
  const tail = '\n}';
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const encode = (text: string) => Buffer.from(text).toString('base64url');
  const signed = encode(
    JSON.stringify({
      formatLength: payload.length - tail.length,
      formatTail: encode(tail),
      time: new Date(0).toISOString(),
    }),
  );
  const signature = sign('sha256', Buffer.from(`${signed}.${encode(payload)}`), {
    key: privateKey,
    dsaEncoding: 'ieee-p1363',
  });
  const der = publicKey.export({ type: 'spki', format: 'der' });
  const header = { jwk: { ...publicKey.export({ format: 'jwk' }), kid: keyId(der) }, alg: 'ES256' };
  const signatures = [{ header, signature: signature.toString('base64url'), protected: signed }];
  return `${payload.slice(0, -tail.length)},\n   "signatures": ${JSON.stringify(signatures)}${tail}`;
}

/** Of the key, in twelve groups of four letters. */
function keyId(der: Buffer): string {
  const bits = [...createHash('sha256').update(der).digest().subarray(0, 30)]
    .map((byte) => byte.toString(2).padStart(8, '0'))
    .join('');
  const letters = (bits.match(/.{5}/g) ?? []).map(
    (five) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'[Number.parseInt(five, 2)],
  );
  return (letters.join('').match(/.{4}/g) ?? []).join(':');
}
