import { execFileSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { DaemonConfig } from '../../contract/model/daemonConfig.ts';
import { testEngine } from '../testing/testEngine.ts';

let dir: string;
beforeAll(async () => {
  dir = await mkdtemp(path.join(tmpdir(), 'gantry-daemon-config-'));
});
afterAll(() => rm(dir, { recursive: true }));

const flags = Object.fromEntries(
  Object.entries(DaemonConfig.shape)
    .filter(([, schema]) => schema.safeParse(true).success)
    .map(([key]) => [key, true]),
);
/** One value of each key that is no flag, as the documents show it. */
const VALUES: DaemonConfig = {
  'authorization-plugins': ['guard'],
  'bridge-accept-fwmark': '1',
  builder: { gc: { enabled: true, defaultKeepStorage: '10GB', policy: [{ keepStorage: '1GB', all: true }] } },
  'cdi-spec-dirs': ['/etc/cdi'],
  'cgroup-parent': '/gantry',
  'containerd-namespace': 'moby',
  'containerd-plugins-namespace': 'plugins.moby',
  'cpu-rt-period': 0,
  'cpu-rt-runtime': 0,
  'default-address-pools': [{ base: '10.9.0.0/16', size: 24 }],
  'default-cgroupns-mode': 'private',
  'default-gateway': '10.9.0.1',
  'default-gateway-v6': 'fd00::1',
  'default-network-opts': { bridge: { 'com.docker.network.driver.mtu': '1400' } },
  'default-runtime': 'runc',
  'default-shm-size': '64M',
  'default-ulimits': { nofile: { Name: 'nofile', Hard: 64_000, Soft: 64_000 } },
  dns: ['9.9.9.9'],
  'dns-opts': ['ndots:1'],
  'dns-search': ['example.com'],
  'exec-opts': ['native.cgroupdriver=cgroupfs'],
  features: { 'containerd-snapshotter': false },
  'fixed-cidr': '10.9.0.0/24',
  'fixed-cidr-v6': 'fd00::/64',
  group: 'root',
  'host-gateway-ip': '10.9.0.1',
  'init-path': '/usr/bin/tini',
  'insecure-registries': ['registry.example:5000'],
  ip: '127.0.0.1',
  labels: ['team=blue'],
  'log-driver': 'json-file',
  'log-format': 'json',
  'log-level': 'warn',
  'log-opts': { 'max-size': '10m' },
  'max-concurrent-downloads': 3,
  'max-concurrent-uploads': 5,
  'max-download-attempts': 5,
  'metrics-addr': '127.0.0.1:9323',
  mtu: 1400,
  'node-generic-resources': ['GPU=UUID1'],
  proxies: { 'http-proxy': 'http://proxy:80', 'https-proxy': 'http://proxy:80', 'no-proxy': 'localhost' },
  'registry-mirrors': ['https://mirror.example'],
  runtimes: { crun: { path: '/usr/bin/crun' } },
  'seccomp-profile': 'builtin',
  'shutdown-timeout': 30,
  'storage-driver': 'overlay2',
  'storage-opts': ['size=10G'],
  'swarm-default-advertise-addr': 'eth0',
  tlscacert: '/ca.pem',
  tlscert: '/cert.pem',
  tlskey: '/key.pem',
  'userns-remap': 'default',
};

/** Why dockerd does not take it; empty when it does. */
async function refusal(config: object): Promise<string> {
  const file = path.join(dir, 'daemon.json');
  await writeFile(file, JSON.stringify(config));
  try {
    execFileSync(path.join(path.dirname(testEngine().cliPath), 'dockerd'), ['--validate', '--config-file', file], {
      stdio: 'pipe',
    });
    return '';
  } catch (thrown) {
    return String((thrown as { stderr: Buffer }).stderr);
  }
}

test('every key of the form’s schema is one that dockerd knows, with a value of its kind', async () => {
  const all: Record<string, unknown> = { ...flags, ...VALUES };
  expect(Object.keys(all).toSorted()).toEqual(
    Object.keys(DaemonConfig.shape)
      .filter((key) => key !== 'host-gateway-ips') // of the next version, and not beside the one above
      .toSorted(),
  );
  const refused: string[] = [];
  for (const [key, value] of Object.entries(all)) {
    if (!DaemonConfig.safeParse({ [key]: value }).success) refused.push(`${key}: ours`);
    const why = await refusal({ [key]: value });
    if (/don't match any configuration option|cannot unmarshal/.test(why)) refused.push(`${key}: ${why}`);
  }
  expect(refused).toEqual([]);
});

test('a value of another kind is wrong for both', async () => {
  for (const [key, value] of Object.entries({ mtu: 'large', dns: '9.9.9.9', labels: [1], debug: 'yes', oops: 1 })) {
    const isOurs = DaemonConfig.safeParse({ [key]: value }).success;
    expect({ key, isOurs, isTheirs: (await refusal({ [key]: value })) === '' }).toEqual({
      key,
      isOurs: false,
      isTheirs: false,
    });
  }
});
