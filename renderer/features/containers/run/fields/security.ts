import type { NamedValue } from '../../../../../contract/model/run.ts';
import { box, optionalWord, optionalWords } from '../draft/codecs.ts';
import { objectRows, textRows, type ValueField } from '../draft/field.ts';
import type { FieldsFor } from './fields.ts';
import { pairCells } from './process.ts';

const CAPABILITIES = [
  ...['ALL', 'AUDIT_CONTROL', 'AUDIT_READ', 'AUDIT_WRITE', 'BLOCK_SUSPEND', 'BPF', 'CHECKPOINT_RESTORE', 'CHOWN'],
  ...['DAC_OVERRIDE', 'DAC_READ_SEARCH', 'FOWNER', 'FSETID', 'IPC_LOCK', 'IPC_OWNER', 'KILL', 'LEASE'],
  ...['LINUX_IMMUTABLE', 'MAC_ADMIN', 'MAC_OVERRIDE', 'MKNOD', 'NET_ADMIN', 'NET_BIND_SERVICE', 'NET_BROADCAST'],
  ...['NET_RAW', 'PERFMON', 'SETFCAP', 'SETGID', 'SETPCAP', 'SETUID', 'SYSLOG', 'SYS_ADMIN', 'SYS_BOOT', 'SYS_CHROOT'],
  ...['SYS_MODULE', 'SYS_NICE', 'SYS_PACCT', 'SYS_PTRACE', 'SYS_RAWIO', 'SYS_RESOURCE', 'SYS_TIME', 'SYS_TTY_CONFIG'],
  'WAKE_ALARM',
];
const OPTIONS = [
  ...['no-new-privileges', 'seccomp=unconfined', 'apparmor=unconfined', 'label=disable', 'systempaths=unconfined'],
];

const namespace = (
  label: string,
  flag: string,
  help: string,
  suggestions: readonly string[],
): ValueField<string | undefined> => ({
  kind: 'value',
  label,
  help,
  placeholder: 'its own',
  suggestions,
  flags: [flag],
  keywords: 'namespace',
  codec: optionalWord,
});

export const securityFields = {
  isPrivileged: {
    kind: 'value',
    label: 'Privileged: everything that the machine’s root can do',
    input: 'box',
    flags: ['--privileged'],
    codec: box,
  },
  isRootReadOnly: {
    kind: 'value',
    label: 'Read-only: nothing can be written but in mounts',
    input: 'box',
    flags: ['--read-only'],
    keywords: 'root filesystem',
    codec: box,
  },
  capAdd: textRows({
    label: 'Capabilities given',
    noun: 'capability to give',
    help: 'Single rights of root, besides the usual ones.',
    placeholder: 'NET_ADMIN',
    suggestions: CAPABILITIES,
    flags: ['--cap-add'],
    keywords: 'caps',
  }),
  capDrop: textRows({
    label: 'Capabilities taken',
    noun: 'capability to take',
    help: 'Of the usual ones; ALL takes each of them.',
    placeholder: 'ALL',
    suggestions: CAPABILITIES,
    flags: ['--cap-drop'],
    keywords: 'caps',
  }),
  securityOptions: textRows({
    label: 'Security options',
    noun: 'security option',
    placeholder: 'no-new-privileges',
    suggestions: OPTIONS,
    flags: ['--security-opt'],
    keywords: 'seccomp apparmor selinux label',
  }),
  maskedPaths: {
    kind: 'value',
    label: 'Hidden paths',
    help: 'Of /proc and /sys, as words; "" hides none. No command says this.',
    placeholder: 'the engine’s list',
    flags: [],
    keywords: 'masked proc',
    codec: optionalWords,
  },
  readOnlyPaths: {
    kind: 'value',
    label: 'Read-only paths',
    help: 'Of /proc and /sys, as words; "" leaves all writable. No command says this.',
    placeholder: 'the engine’s list',
    flags: [],
    keywords: 'proc sys',
    codec: optionalWords,
  },
  pidMode: namespace('Processes', '--pid', 'host, or container:name: whose processes it sees.', ['host']),
  ipcMode: namespace('Shared memory of', '--ipc', 'host, private, shareable, none or container:name.', [
    ...['host', 'private', 'shareable', 'none'],
  ]),
  utsMode: namespace('Host name of', '--uts', 'host: the machine’s own.', ['host']),
  usernsMode: namespace('User mapping', '--userns', 'host: without the engine’s mapping.', ['host']),
  cgroupnsMode: namespace('Control groups', '--cgroupns', 'host or private.', ['host', 'private']),
  cgroupParent: {
    kind: 'value',
    label: 'Parent control group',
    placeholder: 'that of the engine',
    flags: ['--cgroup-parent'],
    codec: optionalWord,
  },
  sysctls: objectRows<NamedValue>(
    {
      label: 'Kernel settings',
      noun: 'kernel setting',
      help: 'Those that belong to a namespace, such as net.core.somaxconn.',
      flags: ['--sysctl'],
    },
    pairCells,
  ),
} satisfies Partial<FieldsFor>;
