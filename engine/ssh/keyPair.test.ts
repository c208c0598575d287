import ssh2 from 'ssh2';
import { expect, test } from 'vitest';
import { makeKeyPair } from './keyPair.ts';

test('each key can be read again, and signs what its public half checks', () => {
  for (let made = 0; made < 600; made++) {
    const { privateKey, publicKey } = makeKeyPair();
    const [own, shown] = [ssh2.utils.parseKey(privateKey), ssh2.utils.parseKey(publicKey)];
    if (own instanceof Error || shown instanceof Error) throw new Error(`Key ${made} is malformed.`);
    const signed = own.sign('said');
    if (signed instanceof Error) throw signed;
    expect(shown.verify('said', signed)).toBe(true);
  }
});
