import fc from 'fast-check';
import { expect, test } from 'vitest';
import { overlaps, pickSubnets } from './network.ts';

const range = fc
  .record({ parts: fc.array(fc.nat(255), { minLength: 4, maxLength: 4 }), bits: fc.integer({ min: 0, max: 32 }) })
  .map(({ parts, bits }) => `${parts.join('.')}/${bits}`);

test('ranges overlap whichever way they are asked, each with itself and everything with 0.0.0.0/0', () => {
  fc.assert(
    fc.property(range, range, (one, other) => {
      expect(overlaps(one, other)).toBe(overlaps(other, one));
      expect(overlaps(one, one)).toBe(true);
      expect(overlaps(one, '0.0.0.0/0')).toBe(true);
    }),
  );
  expect(overlaps('10.200.0.0/16', '10.201.0.0/16')).toBe(false);
  expect(overlaps('10.200.0.0/15', '10.201.7.1')).toBe(true);
  expect(overlaps('192.168.1.0/24', '192.168.1.255')).toBe(true);
});

test('addresses that a route of this machine uses are left alone', () => {
  expect(pickSubnets([])).toEqual({ bridge: '10.200.0.1/16', pool: '10.201.0.0/16' });
  expect(pickSubnets([{ dst: '10.201.9.0/24' }, { dst: 'default' }, { dst: 'fe80::/64' }]).bridge).toBe(
    '10.202.0.1/16',
  );
  fc.assert(
    fc.property(
      fc.array(
        range.filter((one) => Number(one.split('/')[1]) >= 16),
        { maxLength: 10 },
      ),
      (taken) => {
        const { bridge, pool } = pickSubnets(taken.map((dst) => ({ dst })));
        for (const dst of taken) expect(overlaps(dst, bridge) || overlaps(dst, pool)).toBe(false);
      },
    ),
  );
});
