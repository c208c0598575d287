import { mkdir } from 'node:fs/promises';
import { createHash } from 'node:crypto';
import { cpus, totalmem } from 'node:os';
import type { VmChoices, VmRestartReason } from '../../../contract/model/engineVm.ts';
import { type GuestMount, configDisk, slirpNetwork } from '../../guest/config/configDisk.ts';
import { writeFileAtomically } from '../../native/files.ts';
import type { DaemonSettings } from '../../native/settings.ts';
import type { KeyPair } from '../../ssh/index.ts';
import type { GuestParts, SharedFolder, VmDriver, VmSpec } from '../driver.ts';
import { guestDaemon } from './guestSettings.ts';
import { type DaemonProxies, hostCertificates, hostProxies } from './hostTrust.ts';
import { forgetHostKey, ownKey } from './identity.ts';
import { placeable } from '../shares/sharing.ts';
import { shareTag } from '../vfkit/args.ts';
import { type VmEnginePaths, checkSocketPath } from './paths.ts';
import { readVmRecord, updateVmRecord } from './record.ts';

export interface VmResources {
  readonly cpus: number;
  readonly memoryBytes: number;
  /** Of the data disk: it takes what is written to it, up to this. */
  readonly dataSizeBytes: number;
}

const GIB = 2 ** 30;

/** A quarter of the memory, between 2 and 8 GiB: what the guest frees is given back, so it is a limit, not a price. */
export function defaultResources(hostCpus = cpus().length, hostMemoryBytes = totalmem()): VmResources {
  const quarter = Math.floor(hostMemoryBytes / 4 / GIB) * GIB;
  return {
    cpus: Math.max(1, Math.min(hostCpus, 8)),
    memoryBytes: Math.min(8 * GIB, Math.max(2 * GIB, quarter)),
    dataSizeBytes: 64 * GIB,
  };
}

/** What the person chose, and the rest as Gantry would. */
export function resourcesOf({ cpus: chosen, memoryBytes, diskBytes }: Partial<VmChoices>): VmResources {
  const usual = defaultResources();
  return {
    cpus: chosen ?? usual.cpus,
    memoryBytes: memoryBytes ?? usual.memoryBytes,
    dataSizeBytes: diskBytes ?? usual.dataSizeBytes,
  };
}

export function vmSpec(
  paths: VmEnginePaths,
  guest: GuestParts,
  resources: VmResources,
  shares: readonly SharedFolder[] = [],
): VmSpec {
  return {
    name: paths.vmName,
    dir: paths.vmDir,
    guest,
    ...resources,
    configDisk: paths.configDisk,
    shares,
  };
}

export interface Preparation {
  readonly paths: VmEnginePaths;
  readonly driver: VmDriver;
  readonly spec: VmSpec;
  /** The text of daemon.json, and what it says. */
  readonly text: string;
  readonly settings: DaemonSettings;
  readonly platform: NodeJS.Platform;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly choices: VmChoices;
  /** Where an administrator of this machine puts certificates; those of its system unless given. */
  readonly certificateDirs?: readonly string[] | undefined;
}

/** Makes what a start needs: the key, the config disk anew, the data disk as large as it is to be. Gives the key. */
export async function prepareStart(preparation: Preparation): Promise<KeyPair> {
  const { paths, driver, spec, text, settings, platform } = preparation;
  checkSocketPath(paths, platform);
  await mkdir(paths.dir, { recursive: true, mode: 0o700 });
  const { makeKeyPair } = await import('../../ssh/index.ts');
  const key = await ownKey(paths, makeKeyPair);
  const state = await driver.state(spec);
  if (state === 'absent') await forgetHostKey(paths);
  const { dataSizeBytes: had } = await readVmRecord(paths.record);
  if (state === 'stopped' && had !== undefined && had < spec.dataSizeBytes) await driver.resize(spec);
  const trust = await trustOf(preparation);
  const disk = configDisk({
    authorizedKeys: [key.publicKey],
    network: driver.kind === 'qemu' ? slirpNetwork : { mode: 'dhcp' },
    daemon: guestDaemon(settings, trust.proxies),
    certificates: trust.certificates,
    mounts: mountsOf(driver, spec, platform),
  });
  await writeFileAtomically(paths.configDisk, disk);
  // A disk never shrinks: what is smaller than it was is the size it has.
  const dataSizeBytes = state === 'absent' ? spec.dataSizeBytes : Math.max(had ?? 0, spec.dataSizeBytes);
  await updateVmRecord(paths.record, {
    ...{ kind: driver.kind, startedWith: text, dataSizeBytes },
    startedAs: startedAs(driver, spec, trust),
  });
  return key;
}

interface Trust {
  readonly proxies: DaemonProxies | undefined;
  readonly certificates: readonly string[];
}

type TrustOf = Pick<Preparation, 'driver' | 'env' | 'platform' | 'choices' | 'certificateDirs'>;

const trustOf = async ({ driver, env, platform, choices, certificateDirs }: TrustOf): Promise<Trust> => ({
  proxies: choices.passesProxies ? hostProxies(env, driver.kind === 'qemu') : undefined,
  certificates: choices.passesCertificates ? await hostCertificates(env, platform, certificateDirs) : [],
});

/** Proxies hold passwords: what is remembered of them is only whether they are others. */
const digest = (value: unknown): string =>
  createHash('sha256')
    .update(JSON.stringify(value) ?? '')
    .digest('hex');

const startedAs = (driver: VmDriver, { cpus: count, memoryBytes, dataSizeBytes, shares }: VmSpec, trust: Trust) => ({
  ...{ hypervisor: driver.kind, cpus: count, memory: memoryBytes, disk: dataSizeBytes },
  proxies: digest(trust.proxies),
  certificates: digest(trust.certificates),
  // Where the hypervisor shares them it does so from its start on; elsewhere a change is made at once.
  folders: driver.shares === 'virtiofs' ? digest(shares) : '',
});

/** What of a VM that runs is not as it is to be. */
export async function restartReasons(
  request: TrustOf & Pick<Preparation, 'paths' | 'spec'>,
): Promise<readonly VmRestartReason[]> {
  const { startedAs: before } = await readVmRecord(request.paths.record);
  if (!before) return [];
  const now = startedAs(request.driver, request.spec, await trustOf(request));
  return (Object.keys(now) as VmRestartReason[]).filter((name) => now[name] !== before[name]);
}

/**
 * What the guest mounts before its engine starts containers by itself: what the hypervisor offers, or sshfs, which waits for
 * the app to serve it.
 */
function mountsOf(driver: VmDriver, { shares }: VmSpec, platform: NodeJS.Platform): readonly GuestMount[] {
  if (driver.shares === 'virtiofs') return shares.map((share, index) => ({ ...share, tag: shareTag(index) }));
  if (driver.shares === 'drvfs') return [];
  return placeable(shares, platform).map(({ id, guestPath, isReadOnly }) => ({
    type: 'sshfs',
    tag: id,
    path: guestPath,
    isReadOnly,
  }));
}
