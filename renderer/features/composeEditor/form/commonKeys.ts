import { t } from '../texts/index.ts';
/** What most services are made of, in the order in which one thinks of it: the keys that Docker’s handbook names. */
export const COMMON_KEYS: readonly string[] = [
  ...['image', 'build', 'command', 'entrypoint', 'ports', 'expose', 'volumes', 'environment', 'env_file'],
  ...['depends_on', 'networks', 'links', 'healthcheck', 'deploy', 'labels', 'logging', 'extends'],
  ...['cap_add', 'cap_drop', 'dns', 'dns_search', 'extra_hosts', 'pid'],
];

export interface KeyGroup {
  readonly title: string;
  readonly keys: readonly string[];
}

const GROUPS: readonly KeyGroup[] = [
  {
    get title() {
      return t('Start and stop');
    },
    keys: [
      ...['restart', 'profiles', 'scale', 'init', 'stop_signal', 'stop_grace_period', 'post_start', 'pre_stop'],
      ...['pull_policy', 'pull_refresh_after', 'platform', 'attach', 'provider', 'develop'],
    ],
  },
  {
    get title() {
      return t('Process');
    },
    keys: [
      'container_name',
      'user',
      'group_add',
      'working_dir',
      'tty',
      'stdin_open',
      'runtime',
      'ipc',
      'uts',
      'sysctls',
    ],
  },
  {
    get title() {
      return t('Network');
    },
    keys: ['network_mode', 'hostname', 'domainname', 'mac_address', 'dns_opt', 'external_links'],
  },
  {
    get title() {
      return t('Files and data');
    },
    keys: ['configs', 'secrets', 'tmpfs', 'volumes_from', 'devices', 'read_only', 'shm_size', 'storage_opt'],
  },
  {
    get title() {
      return t('Resources');
    },
    keys: [
      ...['cpus', 'cpuset', 'cpu_shares', 'cpu_quota', 'cpu_period', 'cpu_count', 'cpu_percent', 'cpu_rt_period'],
      ...['cpu_rt_runtime', 'mem_limit', 'mem_reservation', 'memswap_limit', 'mem_swappiness', 'oom_kill_disable'],
      ...['oom_score_adj', 'pids_limit', 'ulimits', 'blkio_config', 'gpus'],
    ],
  },
  {
    get title() {
      return t('Rights');
    },
    keys: [
      ...['privileged', 'security_opt', 'userns_mode', 'cgroup', 'cgroup_parent', 'device_cgroup_rules'],
      ...['credential_spec', 'isolation', 'use_api_socket'],
    ],
  },
  {
    get title() {
      return t('About it');
    },
    keys: ['annotations', 'label_file', 'models'],
  },
];

/** All keys but the common ones, in groups; what no group names, also of a later specification, is in the last. */
export function groupsOf(keys: readonly string[]): readonly KeyGroup[] {
  const rest = new Set(keys.filter((key) => !COMMON_KEYS.includes(key)));
  const groups = GROUPS.map(({ title, keys: named }) => ({ title, keys: named.filter((key) => rest.delete(key)) }));
  return [...groups, { title: t('Others'), keys: [...rest] }].filter((group) => group.keys.length > 0);
}
