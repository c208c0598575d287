import { expect, test } from 'vitest';
import { ensureEngineSystem, ensureTestSystem } from './ensure-system.mjs';

interface Patch {
  readonly platform?: string;
  readonly uid?: number;
  readonly isUbuntu?: boolean;
  readonly hasApt?: boolean;
  readonly missing?: readonly string[];
  /** Commands that fail, by their beginning; all others install what they name. */
  readonly failing?: readonly string[];
}

function machine({ missing = [], failing = [], ...patch }: Patch) {
  const lacks = new Set(missing);
  const commands: string[] = [];
  const said: string[] = [];
  const complaints: string[] = [];
  const run = (file: string, args: readonly string[]) => {
    const command = [file, ...args].join(' ').replace('-q -o DPkg::Lock::Timeout=120 ', '');
    commands.push(command);
    if (failing.some((one) => command.startsWith(one))) return { status: 1, stderr: 'E: No such package' };
    for (const arg of args) lacks.delete(arg);
    return { status: 0, stderr: '' };
  };
  const system = {
    platform: 'linux',
    uid: 0,
    isUbuntu: false,
    hasApt: true,
    isThere: (name: string) => !lacks.has(name),
    run,
    say: (line: string) => said.push(line),
    complain: (line: string) => complaints.push(line),
    ...patch,
  };
  return { system, commands, said, complaints };
}

test('where nothing is missing nothing is said or done', async () => {
  const { system, commands, said, complaints } = machine({});
  expect(await ensureTestSystem(system)).toBe(true);
  expect(await ensureEngineSystem({ ...system, uid: 1000 })).toBe(true);
  expect([commands, said, complaints]).toEqual([[], [], []]);
});

test.each([
  [{ uid: 1000, missing: ['chromium'] }, /must be root: run “sudo npm test”, or “npm run test:unit”/],
  [{ platform: 'darwin', uid: 501 }, /they run on Linux/],
])('tests that cannot run here say so in one sentence: %o', async (patch, sentence) => {
  const { system, commands, complaints } = machine(patch);
  expect(await ensureTestSystem(system)).toBe(false);
  expect(complaints).toEqual([expect.stringMatching(sentence)]);
  expect(commands).toEqual([]);
});

test('on Debian as root all that is missing is installed with one command', async () => {
  const { system, commands, said } = machine({ missing: ['runc', 'chromium', 'iptables'] });
  expect(await ensureTestSystem(system)).toBe(true);
  expect(commands).toEqual(['apt-get install -y --no-install-recommends runc iptables chromium']);
  expect(said).toEqual(['Installing runc, iptables (for the engine) and chromium (for the end-to-end tests)…']);
});

test('on Ubuntu, whose chromium is a snap, Playwright’s own is installed', async () => {
  const { system, commands } = machine({ isUbuntu: true, missing: ['chromium', 'runc'] });
  expect(await ensureTestSystem(system)).toBe(true);
  expect(commands).toEqual([
    'apt-get install -y --no-install-recommends runc',
    'npx --no-install playwright install --with-deps chromium',
  ]);
});

test('when that fails one sentence says what to do', async () => {
  const { system, complaints } = machine({ isUbuntu: true, missing: ['chromium'], failing: ['npx'] });
  expect(await ensureTestSystem(system)).toBe(false);
  expect(complaints.at(-1)).toMatch(/lacks chromium .* run “npx playwright install .*GANTRY_CHROMIUM/);
});

test('package lists that are absent or old are read anew, and the second failure is shown', async () => {
  const { system, commands, complaints } = machine({ missing: ['runc'], failing: ['apt-get install'] });
  expect(await ensureEngineSystem(system)).toBe(false);
  const install = 'apt-get install -y --no-install-recommends runc';
  expect(commands).toEqual([install, 'apt-get update', install]);
  expect(complaints).toEqual(['E: No such package', expect.stringMatching(`or run “${install}”`)]);
});

test.each([
  [{ uid: 1000 }, /run “sudo apt-get install -y --no-install-recommends iproute2”/],
  [{ hasApt: false }, /install it with its package manager/],
])(
  'for the engine, without the right or without apt, one sentence says what is missing: %o',
  async (patch, sentence) => {
    const { system, complaints, commands } = machine({ missing: ['iproute2'], ...patch });
    expect(await ensureEngineSystem(system)).toBe(false);
    expect(complaints).toEqual([expect.stringMatching(sentence)]);
    expect(commands).toEqual([]);
  },
);
