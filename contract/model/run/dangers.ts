import type { RunSettings } from '../run.ts';

/** A setting that is allowed, and should still be made on purpose. */
export interface Danger {
  /** Of the field in `RunSettings`: `['mounts', 2, 'source']`. */
  readonly path: readonly (string | number)[];
  readonly reason: string;
  /** `machine`: whoever breaks out of it, or just uses it, has the machine; `exposed`: more is reachable than needed. */
  readonly level: 'machine' | 'exposed';
}

/** Everything about these settings that takes away what separates a container from the machine, each with the reason. */
export const dangersOf = (settings: RunSettings): readonly Danger[] => [
  ...mountDangers(settings),
  ...rightDangers(settings),
  ...namespaceDangers(settings),
  ...reachDangers(settings),
  ...limitDangers(settings),
];

const SOCKET = /(docker|podman|containerd|crio)[^/]*\.sock$/;
const SYSTEM =
  /^\/(etc|root|boot|dev|proc|sys|usr|var|lib|bin|sbin|run|home|var\/(lib|run)|var\/lib\/(docker|containerd))$/;

const mountDangers = ({ mounts }: RunSettings): Danger[] =>
  mounts.flatMap(({ type, source, isReadOnly, propagation }, index): Danger[] => {
    if (type !== 'bind') return [];
    const path = ['mounts', index, 'source'];
    const folder = source.replace(/\/+$/, '');
    const verb = isReadOnly ? 'read' : 'change';
    const found: Danger[] = [];
    if (SOCKET.test(folder)) {
      found.push(
        machine(
          path,
          'With the engine’s socket it can do everything on the machine, as root; read-only changes nothing about that.',
        ),
      );
    } else if (folder === '' && source !== '') {
      found.push(machine(path, `With / it can ${verb} every file of the machine.`));
    } else if (SYSTEM.test(folder)) {
      found.push(machine(path, `With ${folder} it can ${verb} the system of the machine.`));
    }
    if (propagation === 'shared' || propagation === 'rshared') {
      found.push(machine(['mounts', index, 'propagation'], 'What it mounts appears on the machine too.'));
    }
    return found;
  });

const CAPABILITIES: Readonly<Record<string, string>> = {
  ALL: 'With all capabilities it is nearly the machine’s root.',
  SYS_ADMIN: 'SYS_ADMIN allows mounting and much more: nearly the machine’s root.',
  SYS_MODULE: 'SYS_MODULE loads code into the machine’s kernel.',
  SYS_PTRACE: 'SYS_PTRACE reads and changes other processes; with the machine’s processes that is everything.',
  SYS_RAWIO: 'SYS_RAWIO reaches the memory and the devices of the machine.',
  SYS_BOOT: 'SYS_BOOT restarts the machine.',
  DAC_READ_SEARCH: 'DAC_READ_SEARCH reads every file, past its rights; known ways lead out of a container.',
  NET_ADMIN: 'NET_ADMIN changes networks and firewalls, of the machine too on its network.',
  BPF: 'BPF runs programs in the machine’s kernel.',
};

function rightDangers(settings: RunSettings): Danger[] {
  const { isPrivileged, capAdd, securityOptions, devices, maskedPaths } = settings;
  return [
    ...(isPrivileged
      ? [
          machine(
            ['isPrivileged'],
            'A privileged container has every device and every right: nothing separates it from the machine.',
          ),
        ]
      : []),
    ...capAdd.flatMap((name, index) => {
      const reason = CAPABILITIES[name.toUpperCase().replace(/^CAP_/, '')];
      return reason ? [machine(['capAdd', index], reason)] : [];
    }),
    ...securityOptions.flatMap((option, index) => {
      const reason = SECURITY.find(([pattern]) => pattern.test(option))?.[1];
      return reason ? [machine(['securityOptions', index], reason)] : [];
    }),
    ...devices.flatMap(({ hostPath }, index) =>
      /^\/dev\/(sd|nvme|vd|xvd|dm-|mapper|mem|kmem|port|kvm\b|loop)/.test(hostPath)
        ? [machine(['devices', index, 'hostPath'], `With ${hostPath} it reads and writes past files and rights.`)]
        : [],
    ),
    ...(maskedPaths?.length === 0
      ? [machine(['maskedPaths'], 'Nothing of /proc and /sys is hidden: it learns and may change more of the machine.')]
      : []),
  ];
}

const SECURITY: readonly (readonly [RegExp, string])[] = [
  [/^seccomp[=:]unconfined$/, 'Without seccomp every call of the kernel is open to it, with its faults.'],
  [/^apparmor[=:]unconfined$/, 'Without AppArmor one wall less stands around it.'],
  [/^label[=:]disable$/, 'Without a label SELinux does not hold it back.'],
  [/^systempaths=unconfined$/, 'It sees and may change paths of /proc and /sys that are hidden for good reasons.'],
];

function namespaceDangers({ networks, pidMode, ipcMode, utsMode, usernsMode, cgroupnsMode }: RunSettings): Danger[] {
  const found: Danger[] = [];
  if (networks[0]?.name === 'host')
    found.push(
      machine(
        ['networks', 0, 'name'],
        'On the host network it sees and opens every port of the machine, what listens on localhost included.',
      ),
    );
  if (pidMode === 'host') found.push(machine(['pidMode'], 'It sees the machine’s processes and, as root, ends them.'));
  if (ipcMode === 'host') found.push(machine(['ipcMode'], 'It reads the shared memory of the machine’s programs.'));
  if (utsMode === 'host') found.push(exposed(['utsMode'], 'It may change the machine’s name.'));
  if (usernsMode === 'host')
    found.push(exposed(['usernsMode'], 'Its root is the machine’s root, also where the engine maps users.'));
  if (cgroupnsMode === 'host') found.push(exposed(['cgroupnsMode'], 'It sees the machine’s control groups.'));
  return found;
}

function reachDangers({ ports, publishAll, networks }: RunSettings): Danger[] {
  const [{ name } = { name: 'bridge' }] = networks;
  if (name === 'host' || name === 'none') return [];
  const isOpen = (ip: string | undefined) => !ip || ip === '0.0.0.0' || ip === '::';
  return [
    ...ports.flatMap(({ hostIp, hostPort, containerPort }, index) =>
      isOpen(hostIp)
        ? [
            exposed(
              ['ports', index, 'hostIp'],
              `Port ${hostPort ?? `for ${containerPort}`} is open to every network of the machine, past most firewalls. 127.0.0.1 keeps it to the machine.`,
            ),
          ]
        : [],
    ),
    ...(publishAll
      ? [exposed(['publishAll'], 'All exposed ports are open to every network of the machine, past most firewalls.')]
      : []),
  ];
}

const limitDangers = ({ oomKillDisable, memoryBytes }: RunSettings): Danger[] =>
  oomKillDisable && !memoryBytes
    ? [
        machine(
          ['oomKillDisable'],
          'Without a memory limit it can take all memory, and other programs are ended instead of it.',
        ),
      ]
    : [];

const machine = (path: Danger['path'], reason: string): Danger => ({ path, reason, level: 'machine' });
const exposed = (path: Danger['path'], reason: string): Danger => ({ path, reason, level: 'exposed' });
