import type { NamedValue } from '../../../../../contract/model/run.ts';
import { box, optionalWord, optionalWords } from '../draft/codecs.ts';
import { objectRows, textRows, type ValueField } from '../draft/field.ts';
import type { FieldsFor } from './fields.ts';
import { pairCells } from './process.ts';
import { t } from '../../texts/index.ts';

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
  label: () => string,
  flag: string,
  help: () => string,
  suggestions: readonly string[],
): ValueField<string | undefined> => ({
  kind: 'value',
  get label() {
    return label();
  },
  get help() {
    return help();
  },
  get placeholder() {
    return t('its own');
  },
  suggestions,
  flags: [flag],
  keywords: 'namespace',
  codec: optionalWord,
});

export const securityFields = {
  isPrivileged: {
    kind: 'value',
    get label() {
      return t('Privileged: everything that the machine’s root can do');
    },
    input: 'box',
    flags: ['--privileged'],
    codec: box,
  },
  isRootReadOnly: {
    kind: 'value',
    get label() {
      return t('Read-only: nothing can be written but in mounts');
    },
    input: 'box',
    flags: ['--read-only'],
    keywords: 'root filesystem',
    codec: box,
  },
  capAdd: textRows({
    get label() {
      return t('Capabilities given');
    },
    get noun() {
      return t('capability to give');
    },
    get help() {
      return t('Single rights of root, besides the usual ones.');
    },
    placeholder: 'NET_ADMIN',
    suggestions: CAPABILITIES,
    flags: ['--cap-add'],
    keywords: 'caps',
  }),
  capDrop: textRows({
    get label() {
      return t('Capabilities taken');
    },
    get noun() {
      return t('capability to take');
    },
    get help() {
      return t('Of the usual ones; ALL takes each of them.');
    },
    placeholder: 'ALL',
    suggestions: CAPABILITIES,
    flags: ['--cap-drop'],
    keywords: 'caps',
  }),
  securityOptions: textRows({
    get label() {
      return t('Security options');
    },
    get noun() {
      return t('security option');
    },
    placeholder: 'no-new-privileges',
    suggestions: OPTIONS,
    flags: ['--security-opt'],
    keywords: 'seccomp apparmor selinux label',
  }),
  maskedPaths: {
    kind: 'value',
    get label() {
      return t('Hidden paths');
    },
    get help() {
      return t('Of /proc and /sys, as words; "" hides none. No command says this.');
    },
    get placeholder() {
      return t('the engine’s list');
    },
    flags: [],
    keywords: 'masked proc',
    codec: optionalWords,
  },
  readOnlyPaths: {
    kind: 'value',
    get label() {
      return t('Read-only paths');
    },
    get help() {
      return t('Of /proc and /sys, as words; "" leaves all writable. No command says this.');
    },
    get placeholder() {
      return t('the engine’s list');
    },
    flags: [],
    keywords: 'proc sys',
    codec: optionalWords,
  },
  pidMode: namespace(
    () => t('Processes'),
    '--pid',
    () => t('host, or container:name: whose processes it sees.'),
    ['host'],
  ),
  ipcMode: namespace(
    () => t('Shared memory of'),
    '--ipc',
    () => t('host, private, shareable, none or container:name.'),
    [...['host', 'private', 'shareable', 'none']],
  ),
  utsMode: namespace(
    () => t('Host name of'),
    '--uts',
    () => t('host: the machine’s own.'),
    ['host'],
  ),
  usernsMode: namespace(
    () => t('User mapping'),
    '--userns',
    () => t('host: without the engine’s mapping.'),
    ['host'],
  ),
  cgroupnsMode: namespace(
    () => t('Control groups'),
    '--cgroupns',
    () => t('host or private.'),
    ['host', 'private'],
  ),
  cgroupParent: {
    kind: 'value',
    get label() {
      return t('Parent control group');
    },
    get placeholder() {
      return t('that of the engine');
    },
    flags: ['--cgroup-parent'],
    codec: optionalWord,
  },
  sysctls: objectRows<NamedValue>(
    {
      get label() {
        return t('Kernel settings');
      },
      get noun() {
        return t('kernel setting');
      },
      get help() {
        return t('Those that belong to a namespace, such as net.core.somaxconn.');
      },
      flags: ['--sysctl'],
    },
    pairCells,
  ),
} satisfies Partial<FieldsFor>;
