import { PLAIN_MOUNT, type RunMount } from '../model/run.ts';
import { PROPAGATIONS } from '../model/run/mounts.ts';
import { readShortMount, unknownModes } from '../model/run/shortMount.ts';
import { readBytes, readCsvLine, readPair } from './amounts.ts';
import { ValueProblem } from './ports.ts';

/** `-v` */
export function readVolumeFlag(text: string): RunMount {
  const parts = text.replace(/^[A-Za-z]:(?=[\\/])/, '').split(':');
  if (parts.length > 3) throw new ValueProblem('Write it as source:target:options, with a “:” nowhere else.');
  const unknown = unknownModes(parts[2] ?? '');
  if (unknown.length > 0) throw new ValueProblem(`“${unknown.join(',')}” is no option of a mount.`);
  const mount = { ...PLAIN_MOUNT, ...readShortMount(text) };
  if (!mount.target.startsWith('/')) throw new ValueProblem('The path inside the container begins with “/”.');
  return mount;
}

/** `--tmpfs /run:size=64m` */
export function readTmpfsFlag(text: string): RunMount {
  const at = text.indexOf(':');
  const [target, tmpfsOptions] = at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + 1)];
  if (!target.startsWith('/')) throw new ValueProblem('The path inside the container begins with “/”.');
  return { ...PLAIN_MOUNT, type: 'tmpfs', source: '', target, tmpfsOptions };
}

/** `--mount type=bind,source=/a,target=/b,readonly` */
export function readMountFlag(text: string): RunMount {
  const fields = readCsvLine(text);
  if (!fields) throw new ValueProblem('A quote in it is not closed.');
  const mount: RunMount = {
    ...PLAIN_MOUNT,
    type: 'volume',
    source: '',
    target: '',
    driverOptions: [],
    volumeLabels: [],
  };
  for (const field of fields) {
    const { name, value } = readPair(field);
    const read = FIELDS[name.toLowerCase()];
    if (!read) throw new ValueProblem(`A mount has no field “${name}”.`);
    if (value === undefined && !FLAGS.has(name.toLowerCase())) throw new ValueProblem(`“${name}” needs a value.`);
    read(mount, value ?? 'true');
  }
  if (mount.target === '') throw new ValueProblem('Say where it is in the container: target=/path.');
  return mount;
}

const FLAGS = new Set(['readonly', 'ro', 'volume-nocopy', 'bind-nonrecursive']);
const TYPES = ['volume', 'bind', 'tmpfs', 'image', 'npipe', 'cluster'] as const;
const CONSISTENCIES = ['default', 'consistent', 'cached', 'delegated'] as const;

type Read = (mount: RunMount, value: string) => void;

const setTarget: Read = (mount, value) => void (mount.target = value);
const setSource: Read = (mount, value) => void (mount.source = value);
const setReadOnly: Read = (mount, value) => void (mount.isReadOnly = isTrue(value));
const setSubpath: Read = (mount, value) => void (mount.subpath = value);
const addPair =
  (key: 'driverOptions' | 'volumeLabels'): Read =>
  (mount, text) => {
    const { name, value = '' } = readPair(text);
    mount[key].push({ name, value });
  };

const FIELDS: Readonly<Record<string, Read>> = {
  type: (mount, value) => void (mount.type = oneOf(TYPES, value.toLowerCase())),
  ...{ source: setSource, src: setSource, target: setTarget, dst: setTarget, destination: setTarget },
  ...{ readonly: setReadOnly, ro: setReadOnly, 'volume-subpath': setSubpath, 'image-subpath': setSubpath },
  consistency: (mount, value) => void (mount.consistency = oneOf(CONSISTENCIES, value.toLowerCase())),
  'bind-propagation': (mount, value) => void (mount.propagation = oneOf(PROPAGATIONS, value.toLowerCase())),
  'bind-nonrecursive': (mount, value) => void (mount.isNonRecursive = isTrue(value)),
  'bind-recursive': (mount, value) => {
    const mode = oneOf(['enabled', 'disabled', 'writable', 'readonly'] as const, value);
    if (mode === 'disabled') mount.isNonRecursive = true;
    if (mode === 'writable') mount.readOnlyBelow = 'writable';
    if (mode === 'readonly') mount.readOnlyBelow = 'force';
  },
  'volume-nocopy': (mount, value) => void (mount.noCopy = isTrue(value)),
  'volume-driver': (mount, value) => void (mount.driver = value),
  'volume-opt': addPair('driverOptions'),
  'volume-label': addPair('volumeLabels'),
  'tmpfs-size': (mount, value) => {
    const bytes = readBytes(value);
    if (bytes === undefined) throw new ValueProblem(`“${value}” is no size, such as 64m.`);
    mount.sizeBytes = bytes;
  },
  'tmpfs-mode': (mount, value) => {
    if (!/^[0-7]{1,5}$/.test(value)) throw new ValueProblem(`“${value}” are no rights, such as 1777.`);
    mount.mode = Number.parseInt(value, 8);
  },
};

function isTrue(value: string): boolean {
  if (/^(true|1|t)$/i.test(value)) return true;
  if (/^(false|0|f)$/i.test(value)) return false;
  throw new ValueProblem(`“${value}” is neither true nor false.`);
}

function oneOf<T extends string>(known: readonly T[], value: string): T {
  const found = known.find((one) => one === value);
  if (found === undefined) throw new ValueProblem(`“${value}” is not one of: ${known.join(', ')}.`);
  return found;
}
