import { open } from 'node:fs/promises';
import { userInfo } from 'node:os';
import type { Requirement } from '../../../contract/model/engine.ts';
import type { VmSpec } from '../driver.ts';
import { checkRoom, met, unmet } from '../requirement.ts';
import { runProgram } from '../run.ts';
import { FEATURES, FIRMWARE_REMEDY, featureFix, isVirtualizationOff, readWindowsFacts } from '../windows/facts.ts';
import { type Accelerator, trialArgs } from './args.ts';
import { type FindQemu, findQemu, installHint, tooOld } from './find.ts';
import { versionText } from './version.ts';

type Host = Pick<FindQemu, 'arch' | 'env' | 'platform'> & {
  /** Another device, to test with. */
  readonly kvm?: string;
};

/** What QEMU needs here. Without acceleration it works, only slowly. */
export async function probeQemu(
  request: FindQemu & Host,
  spec: Pick<VmSpec, 'dir' | 'memoryBytes'> | undefined,
): Promise<readonly Requirement[]> {
  const [program, found, room] = await Promise.all([
    checkProgram(request),
    checkAcceleration(request),
    spec ? checkRoom(spec) : [],
  ]);
  const why = program.isMet && found.isMet ? await whyNotAccelerated(request) : undefined;
  const acceleration =
    why === undefined ? found : optional(why, 'In a virtual machine, its host must allow nested virtualization.');
  return [program, acceleration, ...room];
}

/** The fastest that really works: a device that may be opened may still be of no use, as in many virtual machines. */
export async function usableAccelerator(request: FindQemu & Host): Promise<Accelerator> {
  const best = await bestAccelerator(request);
  return best === 'tcg' || (await whyNotAccelerated(request)) === undefined ? best : 'tcg';
}

const TRIAL = '{"execute":"qmp_capabilities"}\n{"execute":"quit"}\n';
const TRIAL_MS = 20_000;
/** What has worked once works. */
const working = new Set<string>();

/** QEMU is started with the accelerator, and ended at once. Undefined when that went well. */
async function whyNotAccelerated(request: FindQemu & Host): Promise<string | undefined> {
  const accelerator = await bestAccelerator(request);
  // WHPX falls back by itself.
  if (accelerator === 'tcg' || accelerator === 'whpx') return undefined;
  const qemu = await findQemu(request).catch(() => undefined);
  if (!qemu) return undefined;
  const key = [accelerator, qemu.system.file, ...qemu.system.args].join('\0');
  if (working.has(key)) return undefined;
  const args = trialArgs(accelerator, request.arch, qemu.version);
  const options = { env: request.env, timeoutMs: TRIAL_MS, input: TRIAL };
  const { status, stderr } = await runProgram(qemu.system, args, options).catch((error: Error) => ({
    status: null,
    stderr: Buffer.from(error.message),
  }));
  if (status === 0) {
    working.add(key);
    return undefined;
  }
  const said = stderr.toString().trim().split('\n')[0] ?? '';
  return `${accelerator.toUpperCase()} is there, but QEMU cannot use it${said ? `: ${said.slice(0, 300)}` : ''}.`;
}

/** The fastest this machine lets us use. */
export async function bestAccelerator(host: Host): Promise<Accelerator> {
  const native = ({ linux: 'kvm', darwin: 'hvf', win32: 'whpx' } as const)[host.platform as string];
  return native && isSameArch(host.arch) && (await checkAcceleration(host)).isMet ? native : 'tcg';
}

/** A guest of another processor is always emulated. */
const isSameArch = (arch: Host['arch']): boolean => (process.arch === 'arm64' ? 'arm64' : 'amd64') === arch;

async function checkProgram(request: FindQemu): Promise<Requirement> {
  const hint = installHint(request.platform);
  try {
    const qemu = await findQemu(request);
    if (!qemu) return unmet('QEMU', 'Runs the VM: not found.', hint);
    const why = tooOld(qemu.version, request.platform, request.arch);
    return why ? unmet('QEMU', why, hint) : met('QEMU', `QEMU ${versionText(qemu.version)}.`);
  } catch (error) {
    return unmet('QEMU', (error as Error).message, hint);
  }
}

const NAME = 'Hardware acceleration';
const optional = (message: string, remedy: string, fix?: Requirement['fix']) =>
  unmet(NAME, `${message} Without it the VM is emulated, about ten times as slow.`, remedy, { isOptional: true, fix });

export async function checkAcceleration(host: Host): Promise<Requirement> {
  if (host.platform === 'linux') return checkKvm(host.kvm ?? '/dev/kvm');
  if (host.platform === 'darwin') return checkHvf(host);
  return host.platform === 'win32'
    ? checkWhpx(host)
    : optional('This system has none that is known here.', 'Use Linux, macOS or Windows.');
}

/** By opening it: that it is there, or what its mode says, means nothing. */
async function checkKvm(device: string): Promise<Requirement> {
  try {
    await (await open(device, 'r+')).close();
    return met(NAME, 'KVM.');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EACCES' || code === 'EPERM') {
      const { username } = userInfo();
      return optional(
        `This user may not open ${device}.`,
        `Join the group kvm (sudo usermod -aG kvm ${username}), then log in again.`,
        {
          title: 'Let this user use KVM',
          why: `Only the group kvm may open ${device}; to add ${username} to it takes an administrator. It counts from the next login on.`,
          command: ['usermod', '-aG', 'kvm', username],
          needsElevation: true,
          needsReboot: true,
        },
      );
    }
    return code === 'ENOENT'
      ? optional(
          `There is no ${device}: the kernel found no virtualization.`,
          `${FIRMWARE_REMEDY} Then: sudo modprobe kvm_intel (or kvm_amd).`,
        )
      : optional(`${device} cannot be used (${code ?? 'unknown'}).`, FIRMWARE_REMEDY);
  }
}

async function checkHvf({ env }: Host): Promise<Requirement> {
  const says = await runProgram({ file: 'sysctl', args: [] }, ['-n', 'kern.hv_support'], { env }).catch(
    () => undefined,
  );
  return says?.stdout.toString().trim() === '1'
    ? met(NAME, 'Hypervisor.framework.')
    : optional(
        'This Mac has no hypervisor for programs (kern.hv_support).',
        'In a virtual machine, its host must allow nested virtualization.',
      );
}

async function checkWhpx({ env }: Host): Promise<Requirement> {
  const facts = await readWindowsFacts(env);
  if (!facts) return optional('Windows does not say what it has.', 'See that PowerShell may run.');
  if (isVirtualizationOff(facts)) return optional('Virtualization is off in the firmware.', FIRMWARE_REMEDY);
  if (facts.features[FEATURES.hypervisorPlatform]) return met(NAME, 'Windows Hypervisor Platform.');
  const fix = featureFix(
    'Turn on the Windows Hypervisor Platform',
    'QEMU runs the VM with the processor’s own virtualization through it.',
    [FEATURES.hypervisorPlatform],
  );
  return optional('The Windows feature HypervisorPlatform is off.', `As administrator: ${fix.command.join(' ')}`, fix);
}
