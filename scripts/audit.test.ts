import { expect, test } from 'vitest';
import { importedPackages, openAdvisories, shippedPackages, withTheirDependencies } from './audit.mjs';

const advisory = (id: string) => ({ url: `https://github.com/advisories/${id}`, severity: 'high', title: 'A hole' });
const report = {
  vulnerabilities: {
    ws: { via: [advisory('GHSA-1')] },
    dockerode: { via: ['ws'] },
    vitest: { via: [advisory('GHSA-2')] },
  },
};
const open = (exceptions: object, today = '2026-06-01') =>
  openAdvisories(report, new Set(['ws', 'dockerode']), exceptions, today) as string[];

test('a hole in what is shipped is open, once; one in a tool of development is not ours', () => {
  expect(open({})).toEqual(['GHSA-1 (high) in ws: A hole']);
});

test('an exception wants a reason and an end, and counts until then', () => {
  expect(open({ 'GHSA-1': { reason: 'Only its client is used.', until: '2026-06-01' } })).toEqual([]);
  expect(open({ 'GHSA-1': { reason: 'Only its client is used.', until: '2026-05-31' } })).toHaveLength(1);
  expect(open({ 'GHSA-1': { until: '2026-12-31' } })).toHaveLength(1);
  expect(open({ 'GHSA-1': { reason: 'For ever.' } })).toHaveLength(1);
});

test('what is shipped is what runs in main, what the page takes in with all that it needs, and Electron', () => {
  const shipped = shippedPackages() as Set<string>;
  for (const name of ['dockerode', 'ssh2', 'ws', 'electron', 'react', 'react-dom', 'scheduler', '@xterm/xterm']) {
    expect([...shipped]).toContain(name);
  }
  for (const name of ['vitest', '@playwright/test', 'oxlint', 'electron-builder'])
    expect([...shipped]).not.toContain(name);
});

test('imports are read as they are written', () => {
  const text = `import a from 'x';\nimport { b } from '@s/y/deep';\nconst c = await import('z/d');\nimport './own.ts';\nimport fs from 'node:fs';`;
  expect([...(importedPackages([text]) as Set<string>)]).toEqual(['x', '@s/y', 'z']);
  const lock = {
    packages: { 'node_modules/x': { dependencies: { w: '1' } }, 'node_modules/w': { dependencies: { x: '1' } } },
  };
  expect([...(withTheirDependencies(['x'], lock) as Set<string>)]).toEqual(['x', 'w']);
});
