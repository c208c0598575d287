import type { Protocol, RestartPolicyName } from '../../../../contract/model/container.ts';
import type { RunMount, RunSettings } from '../../../../contract/model/run.ts';

/** One line of a list of fields; `key` tells it from the others while it is edited. */
interface Row {
  readonly key: string;
}

export interface PortRow extends Row {
  /** Empty: every interface. */
  readonly hostIp: string;
  /** Empty: the engine picks a free one. */
  readonly hostPort: string;
  readonly containerPort: string;
  readonly protocol: Protocol;
}

export interface PairRow extends Row {
  readonly name: string;
  readonly value: string;
}

export interface MountRow extends Row {
  readonly type: Extract<RunMount['type'], 'volume' | 'bind' | 'tmpfs'>;
  readonly source: string;
  readonly target: string;
  readonly isReadOnly: boolean;
}

/** The run form as it stands, text as it was typed. */
export interface RunDraft {
  readonly image: string;
  readonly name: string;
  /** Words, quoted as in a shell. */
  readonly command: string;
  readonly entrypoint: string;
  readonly ports: readonly PortRow[];
  readonly publishAll: boolean;
  readonly env: readonly PairRow[];
  readonly labels: readonly PairRow[];
  readonly mounts: readonly MountRow[];
  readonly restart: RestartPolicyName;
  readonly retries: string;
  readonly autoRemove: boolean;
  readonly tty: boolean;
  readonly openStdin: boolean;
  readonly init: boolean;
  readonly hostname: string;
  readonly domainname: string;
  readonly user: string;
  readonly workingDir: string;
  /** Empty: the engine's default bridge. */
  readonly network: string;
  readonly memory: string;
  readonly cpus: string;
  readonly platform: string;
  readonly pull: RunSettings['pull'];
  readonly count: string;
  readonly start: boolean;
}

export const EMPTY_DRAFT: RunDraft = {
  image: '',
  name: '',
  command: '',
  entrypoint: '',
  ports: [],
  publishAll: false,
  env: [],
  labels: [],
  mounts: [],
  restart: 'no',
  retries: '',
  autoRemove: false,
  tty: false,
  openStdin: false,
  init: false,
  hostname: '',
  domainname: '',
  user: '',
  workingDir: '',
  network: '',
  memory: '',
  cpus: '',
  platform: '',
  pull: 'missing',
  count: '1',
  start: true,
};

let lastKey = 0;
const newKey = (): string => String(++lastKey);

export const newPort = (fields: Partial<PortRow> = {}): PortRow => ({
  hostIp: '',
  hostPort: '',
  containerPort: '',
  protocol: 'tcp',
  ...fields,
  key: newKey(),
});
export const newPair = (name = '', value = ''): PairRow => ({ key: newKey(), name, value });
export const newMount = (fields: Partial<MountRow> = {}): MountRow => ({
  type: 'volume',
  source: '',
  target: '',
  isReadOnly: false,
  ...fields,
  key: newKey(),
});
