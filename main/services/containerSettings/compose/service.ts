import { memoryAmount } from '../../../../contract/commands/amounts.ts';
import { restartAmount } from '../../../../contract/commands/containerCommands.ts';
import type { PortMapping, RunHealthCheck, RunSettings } from '../../../../contract/model/run.ts';
import { toRecord } from '../../../../contract/model/run/pairs.ts';
import { filled, unique } from './filled.ts';
import { serviceLimits } from './limits.ts';
import { serviceMounts } from './mounts.ts';
import { serviceNetworks } from './networks.ts';

/** One service of a Compose file (https://github.com/compose-spec/compose-spec/blob/main/05-services.md). */
export function composeService(settings: RunSettings): object {
  return {
    image: settings.image,
    ...filled({
      container_name: settings.name,
      platform: settings.platform,
      pull_policy: settings.pull === 'missing' ? undefined : settings.pull,
    }),
    // An empty list says something here: nothing of the image’s.
    ...(settings.entrypoint && { entrypoint: settings.entrypoint.length === 0 ? [''] : settings.entrypoint }),
    ...filled({
      command: settings.command,
      working_dir: settings.workingDir,
      user: settings.user,
      group_add: unique(settings.groupAdd),
      environment: toRecord(settings.env),
      labels: toRecord(settings.labels),
      annotations: toRecord(settings.annotations),
      stdin_open: settings.openStdin,
      tty: settings.tty,
      ports: settings.ports.map(port),
      expose: settings.expose.map(({ containerPort, protocol }) =>
        protocol === 'tcp' ? String(containerPort) : `${containerPort}/${protocol}`,
      ),
      hostname: settings.hostname,
      domainname: settings.domainname,
      dns: unique(settings.dns),
      dns_opt: unique(settings.dnsOptions),
      dns_search: unique(settings.dnsSearch),
      extra_hosts: settings.extraHosts.map(({ host, address }) => `${host}=${address}`),
    }),
    ...serviceMounts(settings),
    ...serviceNetworks(settings),
    ...serviceLimits(settings),
    ...filled({
      restart:
        settings.restartPolicy && settings.restartPolicy.name !== 'no'
          ? restartAmount(settings.restartPolicy)
          : undefined,
      healthcheck: settings.healthCheck && healthCheck(settings.healthCheck),
      stop_signal: settings.stopSignal,
      privileged: settings.isPrivileged,
      read_only: settings.isRootReadOnly,
      cap_add: unique(settings.capAdd),
      cap_drop: unique(settings.capDrop),
      security_opt: unique(settings.securityOptions),
      pid: settings.pidMode,
      ipc: settings.ipcMode,
      uts: settings.utsMode,
      userns_mode: settings.usernsMode,
      cgroup: settings.cgroupnsMode,
      cgroup_parent: settings.cgroupParent,
      sysctls: toRecord(settings.sysctls),
      storage_opt: toRecord(settings.storageOptions),
      devices: settings.devices.map(({ hostPath, containerPath = hostPath, permissions = 'rwm' }) =>
        [hostPath, containerPath, permissions].join(':'),
      ),
      device_cgroup_rules: unique(settings.deviceCgroupRules),
      deploy: deploy(settings),
      logging: filled({ driver: settings.logDriver, options: toRecord(settings.logOptions) }),
      runtime: settings.runtime,
    }),
    ...(settings.init !== undefined && { init: settings.init }),
    ...(settings.stopTimeoutSeconds !== undefined &&
      settings.stopTimeoutSeconds >= 0 && { stop_grace_period: `${settings.stopTimeoutSeconds}s` }),
  };
}

const port = ({ containerPort, protocol, hostIp, hostPort, hostPortEnd }: PortMapping): object => ({
  target: containerPort,
  ...filled({
    published: hostPort === undefined ? undefined : [hostPort, hostPortEnd].filter(Boolean).join('-'),
    host_ip: hostIp,
  }),
  protocol,
});

function healthCheck({ test, retries, ...times }: RunHealthCheck): object {
  if (test?.[0] === 'NONE') return { disable: true };
  const duration = (ms: number | undefined) => ms && `${ms}ms`;
  return filled({
    test,
    interval: duration(times.intervalMs),
    timeout: duration(times.timeoutMs),
    start_period: duration(times.startPeriodMs),
    start_interval: times.startPeriodMs === undefined ? undefined : duration(times.startIntervalMs),
    retries,
  });
}

/** GPUs and other devices that a driver of the engine gives. */
const deploy = ({ deviceRequests: requests, memoryReservationBytes }: RunSettings): object =>
  requests.length === 0
    ? {}
    : {
        resources: {
          reservations: {
            // Where this is there, it must say the same as mem_reservation.
            ...(memoryReservationBytes && { memory: memoryAmount(memoryReservationBytes) }),
            devices: requests.map(({ driver, count, deviceIds, capabilities, options }) =>
              filled({
                driver,
                count: count === -1 ? 'all' : count,
                device_ids: deviceIds,
                capabilities: capabilities[0],
                options: toRecord(options),
              }),
            ),
          },
        },
      };
