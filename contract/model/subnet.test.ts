import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  addressCount,
  addressText,
  containsAddress,
  overlap,
  parseAddress,
  parseSubnet,
  subnetText,
} from './subnet.ts';

describe('an address', () => {
  test.each([
    ['0.0.0.0', 0n],
    ['192.168.5.1', 3232236801n],
    ['::', 0n],
    ['::1', 1n],
    ['fd00:5::1', 0xfd000005000000000000000000000001n],
    ['::ffff:10.0.0.1', 0xffff0a000001n],
  ])('%s is read', (text, value) => expect(parseAddress(text)?.value).toBe(value));

  test.each([
    '',
    '1.2.3',
    '1.2.3.4.5',
    '256.1.1.1',
    '01.2.3.4',
    'a.b.c.d',
    ':',
    ':::',
    '1::2::3',
    '1:2:3:4:5:6:7',
    '1:2:3:4:5:6:7:8:9',
    'g::',
    '1.2.3.4/8',
  ])('“%s” is none', (text) => expect(parseAddress(text)).toBeUndefined());

  test('any of version 6 is written so that it reads as the same', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 2n ** 128n - 1n }), (value) => {
        expect(parseAddress(addressText({ version: 6, value }))).toEqual({ version: 6, value });
      }),
    );
    expect(addressText(parseAddress('fd00:0:0:1:0:0:0:1')!)).toBe('fd00:0:0:1::1');
    expect(addressText(parseAddress('::')!)).toBe('::');
  });
});

describe('a subnet', () => {
  test.each(['192.168.5.0', '192.168.5.0/33', '192.168.5.0/', 'fd00::/129', '/24', 'x/24', '10.0.0.0/08x'])(
    '“%s” is none',
    (text) => expect(parseSubnet(text)).toBeUndefined(),
  );

  test('with an address within says which it is in', () => {
    expect(parseSubnet('192.168.5.7/24')).toMatchObject({ hasHostBits: true });
    expect(subnetText(parseSubnet('192.168.5.7/24')!)).toBe('192.168.5.0/24');
    expect(parseSubnet('fd00:5::/64')).toMatchObject({ hasHostBits: false });
    expect(addressCount(parseSubnet('192.168.5.0/24')!)).toBe(253);
  });

  test('overlaps with one that has an address of it, and with no other', () => {
    const v4 = fc.tuple(fc.bigInt({ min: 0n, max: 2n ** 32n - 1n }), fc.integer({ min: 0, max: 32 }));
    fc.assert(
      fc.property(v4, v4, ([a, aLength], [b, bLength]) => {
        const one = parseSubnet(`${addressText({ version: 4, value: a })}/${aLength}`)!;
        const other = parseSubnet(`${addressText({ version: 4, value: b })}/${bLength}`)!;
        // Subnets lie within one another or apart.
        const [wide, narrow] = aLength <= bLength ? [one, other] : [other, one];
        const meets = containsAddress(wide, { version: 4, value: narrow.first });
        expect(overlap(one, other)).toBe(meets);
        expect(overlap(other, one)).toBe(meets);
      }),
    );
    expect(overlap(parseSubnet('::/0')!, parseSubnet('0.0.0.0/0')!)).toBe(false);
  });
});
