import { expect, test } from 'vitest';
import { productionPackages, withParts } from './notices.mjs';

test('everything that is installed for production has a licence that we may ship, and its text', () => {
  const packages = productionPackages() as readonly { name: string; licence: string; text: string }[];
  expect(packages.length).toBeGreaterThan(50);
  const allowed = /^\(?(MIT|ISC|Apache-2\.0|BSD-[23]-Clause|0BSD|BlueOak-1\.0\.0|Python-2\.0|Unlicense|WTFPL|CC0-1\.0)/;
  for (const { licence, text } of packages) {
    expect(licence).toMatch(allowed);
    expect(text.length).toBeGreaterThan(150);
  }
});

test('the list of parts names the engine and the guest’s packages with their checksums', () => {
  const sha256 = 'a'.repeat(64);
  const parts = [{ name: 'docker.io', version: '28.5.2+dfsg4-5', source: 'debian', sha256, licences: ['Apache-2.0'] }];
  const { components } = withParts({ bomFormat: 'CycloneDX', components: [{ name: 'zod' }] }, parts);
  expect(components).toEqual([
    { name: 'zod' },
    expect.objectContaining({
      name: 'docker.io',
      purl: 'pkg:deb/debian/docker.io@28.5.2%2Bdfsg4-5',
      hashes: [{ alg: 'SHA-256', content: sha256 }],
      licenses: [{ license: { name: 'Apache-2.0' } }],
    }),
  ]);
});
