import { joinWords } from '../../../../contract/commands/words.ts';
import type { ContainerDetail, ContainerNetwork } from '../../../../contract/model/container.ts';
import { formatDateTime, formatMemory } from '../../../ui/index.ts';
import type { InspectAnswer } from './inspectAnswer.ts';
import { code, type Fact, fact, type Step } from './step.ts';
import { t } from '../texts/index.ts';

/** What the engine does at each start, with what came of it this time. */
export const startSteps = (detail: ContainerDetail): Step[] => [
  mountStep(detail),
  networkStep(detail),
  namespaceStep(detail),
  limitStep(detail),
  rightsStep(detail),
  processStep(detail),
  outputStep(detail),
];

const answer = ({ raw }: ContainerDetail) => raw as InspectAnswer;

function mountStep({ mounts }: ContainerDetail): Step {
  const isOnlyBinds = mounts.length > 0 && mounts.every(({ type }) => type === 'bind');
  return {
    title: t('Its file system was put together'),
    text:
      mounts.length === 0
        ? t('The layers were mounted as one root. No volume and no folder was asked for.')
        : t('The layers were mounted as one root, and these were put into it. What is in them outlives the container.'),
    facts: mounts.map(({ destination, source, name, type, isReadOnly }) =>
      code(destination, [type, name ?? '', source, isReadOnly ? t('read-only') : ''].filter(Boolean).join(' · ')),
    ),
    term: isOnlyBinds ? 'bind-mount' : 'volume',
  };
}

function networkStep(detail: ContainerDetail): Step {
  const { networks, networkMode, ports } = detail;
  const published = ports.filter(({ hostPort }) => hostPort !== undefined);
  return {
    title: t('It was connected'),
    text: networkText(networkMode, networks, published.length > 0),
    facts: [
      code(t('Network sandbox'), answer(detail).NetworkSettings?.SandboxKey || undefined),
      ...networks.flatMap(addresses),
      ...published.map(({ hostIp = '', hostPort, containerPort, protocol }) =>
        code(
          t('Port {{containerPort}}/{{protocol}}', { containerPort, protocol }),
          `${hostIp.includes(':') ? `[${hostIp}]` : hostIp}:${hostPort ?? ''}`,
        ),
      ),
    ],
    term: published.length > 0 ? 'port' : 'network',
  };
}

function networkText(mode: string, networks: readonly ContainerNetwork[], isPublished: boolean): string {
  if (mode === 'host')
    return t('It uses the network of the machine itself: it has no interface and no address of its own.');
  if (mode === 'none') return t('It was given no network: nothing reaches it, and it reaches nothing.');
  if (mode.startsWith('container:'))
    return t('It uses the network of another container, with its address and its ports.');
  if (!networks.some(({ ipAddress }) => ipAddress)) {
    return t('Its interface had an address of the network’s range. It is given back when the container ends.');
  }
  return isPublished
    ? t('It got a virtual interface with an address of the network’s range, and the firewall leads these ports to it.')
    : t('It got a virtual interface with an address of the network’s range. No port of the machine leads to it.');
}

const addresses = ({ name, ipAddress, ipPrefixLength, gateway, macAddress, ipv6Address }: ContainerNetwork): Fact[] => [
  code(
    t('Address in {{name}}', { name }),
    ipAddress ? `${ipAddress}${ipPrefixLength ? `/${ipPrefixLength}` : ''}` : undefined,
  ),
  code(t('IPv6 address in {{name}}', { name }), ipv6Address || undefined),
  code(t('Gateway of {{name}}', { name }), gateway || undefined),
  code(t('MAC address in {{name}}', { name }), macAddress || undefined),
];

/** What it was told to share, and what it has for itself. */
function shared(mode: string | undefined): string {
  if (mode === 'host') return t('the machine’s');
  return mode?.startsWith('container:') ? t('another container’s') : t('its own');
}

function namespaceStep(detail: ContainerDetail): Step {
  const { PidMode, IpcMode, UTSMode, UsernsMode, CgroupnsMode, ShmSize } = answer(detail).HostConfig ?? {};
  return {
    title: t('Namespaces were made for it'),
    text: t('They decide what it sees of the machine: in those of its own it seems to be alone.'),
    facts: [
      fact(t('Processes'), shared(PidMode)),
      fact(t('Network'), shared(detail.networkMode)),
      fact(t('Mounts'), t('its own')),
      fact(t('Host name'), [shared(UTSMode), detail.hostname].filter(Boolean).join(': ')),
      fact(t('Shared memory'), [shared(IpcMode), ShmSize ? formatMemory(ShmSize) : ''].filter(Boolean).join(', ')),
      fact(t('Control groups'), CgroupnsMode === 'host' ? t('the machine’s') : t('its own')),
      fact(t('Users'), UsernsMode === 'host' ? t('the machine’s') : t('as the engine is set up')),
    ],
    term: 'namespace',
  };
}

function limitStep(detail: ContainerDetail): Step {
  const { memoryBytes, memorySwapBytes, cpus, cpuShares, cpusetCpus, pids } = detail.limits;
  const facts = [
    fact(t('Memory'), memoryBytes > 0 ? formatMemory(memoryBytes) : undefined),
    fact(t('Memory and swap'), memorySwapBytes > 0 ? formatMemory(memorySwapBytes) : undefined),
    fact(t('CPUs'), cpus > 0 ? cpus : undefined),
    fact(t('CPU shares'), cpuShares > 0 ? cpuShares : undefined),
    fact(t('Only CPUs'), cpusetCpus || undefined),
    fact(t('Processes'), pids > 0 ? pids : undefined),
  ];
  const isLimited = facts.some(({ value }) => value !== undefined);
  return {
    title: t('A control group was made for it'),
    text: isLimited
      ? t('It counts what all its processes take, and holds them to these limits.')
      : t('It counts what all its processes take. No limit was asked for: it may take all that the machine has.'),
    facts: [...facts, code(t('Inside of'), answer(detail).HostConfig?.CgroupParent || undefined)],
    term: 'cgroup',
  };
}

function rightsStep(detail: ContainerDetail): Step {
  const { CapAdd, CapDrop, SecurityOpt } = answer(detail).HostConfig ?? {};
  const list = (names: readonly string[] | null | undefined) => names?.join(', ') || undefined;
  return {
    title: t('Rights were taken away'),
    text: detail.isPrivileged
      ? t('Nothing was taken away, as it is privileged: it can do everything on the machine.')
      : t(
          'Also as root it has only some of root’s rights: those that the engine gives to all, and what was asked for.',
        ),
    facts: [
      fact(t('User'), detail.user || t('root')),
      code(t('Rights added'), list(CapAdd)),
      code(t('Rights dropped'), list(CapDrop)),
      code(t('Security options'), list(SecurityOpt)),
      code('AppArmor', answer(detail).AppArmorProfile || undefined),
    ],
    term: 'capability',
  };
}

function processStep({ pid, entrypoint, command, startedAt, runtime, workingDir, hasInit }: ContainerDetail): Step {
  return {
    title: t('The command was started'),
    text: pid
      ? t('Inside it is process 1; on the machine of the engine it has this number. When it ends, the container ends.')
      : t('Inside it was process 1. It does not run any more, so it has no number.'),
    facts: [
      code(t('Process id'), pid?.toString()),
      code(t('Command'), joinWords([...entrypoint, ...command])),
      code(t('Working folder'), workingDir || '/'),
      fact(t('Init before it'), hasInit ? t('yes') : undefined),
      fact(t('Runtime'), runtime || undefined),
      fact(t('Started'), startedAt === undefined ? undefined : formatDateTime(startedAt)),
    ],
    term: 'container',
  };
}

function outputStep(detail: ContainerDetail): Step {
  return {
    title: t('Its output was caught'),
    text: detail.hasTty
      ? t('It has a terminal: output and errors are one stream, which goes to the log driver.')
      : t('What it writes to its output and its errors goes to the log driver.'),
    facts: [
      fact(t('Log driver'), detail.logDriver || undefined),
      code(t('Log file'), answer(detail).LogPath || undefined),
    ],
    term: 'log-driver',
  };
}
