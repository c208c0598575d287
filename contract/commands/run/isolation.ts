import type { DeviceRequest, RunDevice, RunHealthCheck, RunSettings } from '../../model/run.ts';
import { options } from '../docker.ts';
import { quoteWord } from '../words.ts';
import { csvLine } from './csv.ts';
import { each, eachPair } from './each.ts';

/** What it may do on the machine. */
export function securityWords(settings: RunSettings): string[] {
  return [
    ...options({
      privileged: settings.isPrivileged,
      'read-only': settings.isRootReadOnly,
      pid: settings.pidMode || undefined,
      ipc: settings.ipcMode || undefined,
      uts: settings.utsMode || undefined,
      userns: settings.usernsMode || undefined,
      cgroupns: settings.cgroupnsMode || undefined,
      'cgroup-parent': settings.cgroupParent || undefined,
    }),
    ...each('cap-add', settings.capAdd),
    ...each('cap-drop', settings.capDrop),
    ...each('security-opt', settings.securityOptions),
    ...eachPair('sysctl', settings.sysctls),
    ...eachPair('storage-opt', settings.storageOptions),
  ];
}

export function deviceWords({ devices, deviceCgroupRules, deviceRequests }: RunSettings): string[] {
  return [
    ...each('device', devices.map(deviceAmount)),
    ...each('device-cgroup-rule', deviceCgroupRules),
    ...deviceRequests.flatMap(requestWords),
  ];
}

/** `/dev/fuse`, `/dev/sda:/dev/disk`, `/dev/sda:/dev/sda:r` */
function deviceAmount({ hostPath, containerPath = hostPath, permissions = 'rwm' }: RunDevice): string {
  if (permissions !== 'rwm') return `${hostPath}:${containerPath}:${permissions}`;
  return containerPath === hostPath ? hostPath : `${hostPath}:${containerPath}`;
}

/** GPUs, and devices with names; for the rest the CLI has no words. */
function requestWords(request: DeviceRequest): string[] {
  if (request.driver === 'cdi') return each('device', request.deviceIds);
  return isGpuRequest(request) ? ['--gpus', gpuAmount(request)] : [];
}

export const isGpuRequest = ({ capabilities: [first, ...more] }: DeviceRequest): boolean =>
  more.length === 0 && (first ?? []).includes('gpu');

/** `all`, `2`, `"device=0,1",driver=nvidia` */
function gpuAmount({ count, deviceIds, driver, capabilities, options: own }: DeviceRequest): string {
  const others = (capabilities[0] ?? []).filter((name) => name !== 'gpu');
  const amount = count === -1 ? 'all' : count ? String(count) : undefined;
  const rest = [
    ...(deviceIds.length > 0 ? [`device=${deviceIds.join(',')}`] : []),
    ...(driver ? [`driver=${driver}`] : []),
    ...(others.length > 0 ? [`capabilities=${others.join(',')}`] : []),
    ...(own.length > 0 ? [`options=${own.map(({ name, value }) => `${name}=${value}`).join(',')}`] : []),
  ];
  return csvLine([...(amount === undefined ? [] : [rest.length === 0 ? amount : `count=${amount}`]), ...rest]);
}

export function healthWords(check: RunHealthCheck | undefined): string[] {
  if (!check) return [];
  const [kind, ...words] = check.test ?? [];
  if (kind === 'NONE') return ['--no-healthcheck'];
  // The CLI knows commands of a shell only.
  const command = kind === 'CMD' ? words.map(quoteWord).join(' ') : words[0];
  return options({
    'health-cmd': kind === undefined ? undefined : command,
    'health-interval': durationAmount(check.intervalMs),
    'health-timeout': durationAmount(check.timeoutMs),
    'health-start-period': durationAmount(check.startPeriodMs),
    'health-start-interval': durationAmount(check.startIntervalMs),
    'health-retries': check.retries,
  });
}

/** `90s`, `1.5ms`, as Go writes and reads durations. */
function durationAmount(ms: number | undefined): string | undefined {
  if (ms === undefined) return undefined;
  return ms % 1000 === 0 ? `${ms / 1000}s` : `${ms}ms`;
}
