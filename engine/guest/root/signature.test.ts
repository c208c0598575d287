import { expect, test } from 'vitest';
import { withoutSignature } from './signature.ts';

const code = Buffer.from('\x7fELF and so on');

function signed(signatureBytes: number, said = signatureBytes): Buffer {
  const description = Buffer.alloc(12);
  description.writeUInt8(2, 2);
  description.writeUInt32BE(said, 8);
  const signature = Buffer.alloc(signatureBytes, 's');
  return Buffer.concat([code, signature, description, Buffer.from('~Module signature appended~\n')]);
}

test('what was signed is left, and nothing of the signature', () => {
  expect(withoutSignature(signed(700)).equals(code)).toBe(true);
});

test('a module without a signature is left as it is', () => {
  expect(withoutSignature(code).equals(code)).toBe(true);
  expect(withoutSignature(Buffer.alloc(0))).toHaveLength(0);
});

test('a signature that would be longer than its module is refused, and cuts nothing off', () => {
  expect(() => withoutSignature(signed(10, 10_000))).toThrow('longer than the module');
});
