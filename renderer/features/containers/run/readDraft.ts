import { splitWords } from '../../../../contract/commands/words.ts';
import { containerNameProblem } from '../../../../contract/model/containerName.ts';
import { EMPTY_RUN, PLAIN_MOUNT, RunNetwork, type RunSettings } from '../../../../contract/model/run.ts';
import { messageOf, parseCount, parseCpus, parseMemory, valueOf } from '../text/amounts.ts';
import type { MountRow, PairRow, PortRow, RunDraft } from './draft.ts';

/** By field: `image`, or `ports.3.hostPort` for the field of the row with that key. */
export type Problems = Readonly<Record<string, string>>;

interface Read {
  /** As good as it can be read; only to be sent when there are no problems. */
  readonly settings: RunSettings;
  readonly problems: Problems;
}

const PORT = { min: 1, max: 65_535 };
const IP = /^(\d{1,3}(\.\d{1,3}){3}|\[?[0-9a-fA-F:.]*:[0-9a-fA-F:.]*\]?)$/;

/** What the engine is to be given, from what was typed; nothing is dropped or guessed. Rows that are empty do not count. */
export function readDraft(draft: RunDraft): Read {
  const problems: Record<string, string> = {};
  const check = (field: string, message: string | undefined) => {
    if (message !== undefined) problems[field] ??= message;
  };
  const text = (value: string) => value.trim() || undefined;

  const image = draft.image.trim();
  if (image === '') check('image', 'Name an image, such as nginx or redis:7.');
  else if (/\s/.test(image)) check('image', 'An image name has no spaces. Arguments go into the command.');

  const name = text(draft.name);
  if (name !== undefined) check('name', containerNameProblem(name));

  const [memory, cpus] = [parseMemory(draft.memory), parseCpus(draft.cpus)];
  check('memory', messageOf(memory));
  check('cpus', messageOf(cpus));
  const count = parseCount(draft.count, 'the number', { min: 1, max: 100 });
  check('count', messageOf(count));
  const retries = parseCount(draft.retries, 'the number');
  if (draft.restart === 'on-failure') check('retries', messageOf(retries));
  if (draft.autoRemove && draft.restart !== 'no') {
    check('autoRemove', 'A container that is removed when it ends cannot be restarted. Choose one of both.');
  }

  const words = (field: 'command' | 'entrypoint') => {
    const split = splitWords(draft[field]);
    if (!split.ok) {
      check(
        field,
        split.problem === 'unclosed-quote' ? 'A quote is not closed.' : 'A backslash at the end escapes nothing.',
      );
      return undefined;
    }
    return split.words.length > 0 ? [...split.words] : undefined;
  };

  const ports = draft.ports.filter(isFilledPort).map((row) => readPort(row, check));
  for (const { key } of draft.ports.filter(isFilledPort)) {
    if (draft.network.startsWith('container:')) {
      check(`ports.${key}.containerPort`, 'Ports belong to the container whose network is shared.');
    }
  }
  if ((valueOf(count) ?? 1) > 1 && ports.some(({ hostPort }) => hostPort !== undefined)) {
    check('count', 'A host port can be taken once only. Leave the host port empty, so that each gets its own.');
  }

  const network = text(draft.network);
  const settings: RunSettings = {
    ...EMPTY_RUN,
    image,
    name,
    entrypoint: words('entrypoint'),
    command: words('command'),
    env: readPairs('env', draft.env, check),
    labels: readPairs('labels', draft.labels, check),
    ports,
    publishAll: draft.publishAll,
    mounts: draft.mounts.filter(isFilledMount).map((row) => readMount(row, check)),
    restartPolicy:
      draft.restart === 'no'
        ? undefined
        : { name: draft.restart, maximumRetryCount: draft.restart === 'on-failure' ? valueOf(retries) : undefined },
    autoRemove: draft.autoRemove,
    tty: draft.tty,
    openStdin: draft.openStdin,
    workingDir: text(draft.workingDir),
    user: text(draft.user),
    hostname: text(draft.hostname),
    domainname: text(draft.domainname),
    networks: network === undefined ? [] : [RunNetwork.parse({ name: network })],
    memoryBytes: valueOf(memory) || undefined,
    cpus: valueOf(cpus) || undefined,
    init: draft.init || undefined,
    platform: text(draft.platform),
    pull: draft.pull,
    count: valueOf(count) ?? 1,
    start: draft.start,
  };
  if (settings.workingDir !== undefined && !settings.workingDir.startsWith('/')) {
    check('workingDir', 'Write the folder from the root of the container, such as /app.');
  }
  return { settings, problems };
}

type Check = (field: string, message: string | undefined) => void;

const isFilledPort = ({ hostPort, containerPort }: PortRow) => `${hostPort}${containerPort}`.trim() !== '';
const isFilledMount = ({ source, target }: MountRow) => `${source}${target}`.trim() !== '';

function readPort(
  { key, hostIp, hostPort, containerPort, protocol }: PortRow,
  check: Check,
): RunSettings['ports'][number] {
  const inside = parseCount(containerPort, 'the port', PORT);
  const outside = parseCount(hostPort, 'the port', PORT);
  check(`ports.${key}.containerPort`, inside.type === 'none' ? 'Which port in the container?' : messageOf(inside));
  check(`ports.${key}.hostPort`, messageOf(outside));
  const ip = hostIp.trim();
  if (ip !== '' && !IP.test(ip)) check(`ports.${key}.hostIp`, 'Write an address of the machine, such as 192.168.1.4.');
  return {
    containerPort: valueOf(inside) ?? 0,
    protocol,
    hostIp: ip.replaceAll(/[[\]]/g, '') || undefined,
    hostPort: valueOf(outside),
  };
}

function readMount({ key, type, source, target, isReadOnly }: MountRow, check: Check): RunSettings['mounts'][number] {
  const inside = target.trim();
  const outside = source.trim();
  if (!inside.startsWith('/')) {
    check(`mounts.${key}.target`, 'Write the path inside the container from its root, such as /data.');
  } else if (inside === '/') check(`mounts.${key}.target`, 'Nothing can be mounted over the root of the container.');
  if (type === 'bind' && !/^(\/|~|[A-Za-z]:[\\/])/.test(outside)) {
    check(`mounts.${key}.source`, 'Write the whole path on the machine of the engine, such as /srv/data.');
  }
  if (type === 'volume' && outside !== '' && !/^[a-zA-Z0-9][a-zA-Z0-9_.-]+$/.test(outside)) {
    check(`mounts.${key}.source`, 'A volume has a name such as dbdata; choose “Folder” for a path.');
  }
  return { ...PLAIN_MOUNT, type, source: type === 'tmpfs' ? '' : outside, target: inside, isReadOnly };
}

function readPairs(field: 'env' | 'labels', rows: readonly PairRow[], check: Check): { name: string; value: string }[] {
  const filled = rows.filter(({ name, value }) => name.trim() !== '' || value !== '');
  const seen = new Set<string>();
  return filled.map(({ key, name: typed, value }) => {
    const name = typed.trim();
    if (name === '') check(`${field}.${key}.name`, 'This value has no name.');
    else if (field === 'env' && name.includes('='))
      check(`${field}.${key}.name`, 'A name has no “=”; the value has its own field.');
    else if (seen.has(name)) check(`${field}.${key}.name`, `“${name}” is there twice.`);
    seen.add(name);
    return { name, value };
  });
}
