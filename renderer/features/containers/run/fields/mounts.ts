import type { RunMount, VolumesFrom } from '../../../../../contract/model/run.ts';
import type { NamedValue } from '../../../../../contract/model/run.ts';
import { PROPAGATIONS } from '../../../../../contract/model/run/mounts.ts';
import {
  box,
  bytes,
  maybeOneOf,
  octal,
  oneOf,
  optionalText,
  quotableText,
  optionalWord,
  pairs,
  word,
} from '../draft/codecs.ts';
import { type Option, objectRows } from '../draft/field.ts';
import type { FieldsFor } from './fields.ts';
import { pairCells } from './process.ts';

const TYPES = ['volume', 'bind', 'tmpfs', 'image', 'npipe', 'cluster'] as const satisfies readonly RunMount['type'][];
const SELINUX = ['shared', 'private'] as const;
const BELOW = ['writable', 'force'] as const;
const CONSISTENCY = ['default', 'consistent', 'cached', 'delegated'] as const;
const MODES = ['ro', 'rw', 'z', 'Z'] as const;

const withNone = (none: string, options: readonly Option[]): readonly Option[] => [
  { value: '', label: none },
  ...options,
];
const asTheyAre = (values: readonly string[]): readonly Option[] => values.map((value) => ({ value, label: value }));

export const MOUNT_TYPES: readonly Option[] = [
  { value: 'volume', label: 'Volume' },
  { value: 'bind', label: 'Folder' },
  { value: 'tmpfs', label: 'In memory' },
  { value: 'image', label: 'Image' },
  { value: 'npipe', label: 'Named pipe' },
  { value: 'cluster', label: 'Cluster volume' },
];

/** The options that a mount of a kind has; a cell of none of these is shown only where something is in it. */
export const MOUNT_OPTIONS: Readonly<Record<string, readonly string[]>> = {
  volume: ['subpath', 'noCopy', 'selinux', 'driver', 'driverOptions', 'volumeLabels'],
  bind: ['createSource', 'isNonRecursive', 'propagation', 'readOnlyBelow', 'selinux', 'consistency'],
  tmpfs: ['sizeBytes', 'mode', 'tmpfsOptions'],
  image: ['subpath'],
  npipe: [],
  cluster: [],
};

export const mountFields = {
  mounts: objectRows<RunMount>(
    {
      label: 'Mounts',
      noun: 'mount',
      flags: ['--mount', '--volume', '-v', '--tmpfs'],
      keywords: 'volume bind folder directory storage selinux propagation readonly nfs cifs',
    },
    {
      type: { label: 'kind', input: 'select', options: MOUNT_TYPES, initial: 'volume', codec: oneOf(TYPES) },
      source: { label: 'source', codec: word },
      target: { label: 'path in the container', codec: word },
      isReadOnly: { label: 'read-only', input: 'box', codec: box },
      subpath: {
        label: 'Folder inside it',
        help: 'Instead of all of it.',
        placeholder: 'all of it',
        codec: optionalText,
      },
      selinux: {
        label: 'SELinux',
        input: 'select',
        options: withNone('As it is', [
          { value: 'private', label: 'For this container (Z)' },
          { value: 'shared', label: 'For several (z)' },
        ]),
        codec: maybeOneOf(SELINUX),
      },
      createSource: { label: 'Make the folder where it is missing', input: 'box', codec: box },
      propagation: {
        label: 'Propagation',
        help: 'Whether later mounts on either side are seen on the other.',
        input: 'select',
        options: withNone('rprivate, as always', asTheyAre(PROPAGATIONS)),
        codec: maybeOneOf(PROPAGATIONS),
      },
      isNonRecursive: { label: 'Without what is mounted below it', input: 'box', codec: box },
      readOnlyBelow: {
        label: 'Read-only below it',
        input: 'select',
        options: withNone('Where the engine can', [
          { value: 'force', label: 'Must be' },
          { value: 'writable', label: 'Stays writable' },
        ]),
        codec: maybeOneOf(BELOW),
      },
      consistency: {
        label: 'Consistency',
        input: 'select',
        options: withNone('As always', asTheyAre(CONSISTENCY)),
        codec: maybeOneOf(CONSISTENCY),
      },
      noCopy: { label: 'Do not fill it from the image', input: 'box', codec: box },
      driver: { label: 'Driver', placeholder: 'local', codec: optionalWord },
      driverOptions: { label: 'Driver options', placeholder: 'type=nfs o=addr=10.0.0.2 device=:/srv', codec: pairs },
      volumeLabels: { label: 'Labels of a new volume', placeholder: 'team=blue', codec: pairs },
      sizeBytes: { label: 'Size', placeholder: 'half of the memory, or 64m', codec: bytes },
      mode: { label: 'Rights', placeholder: '1777', codec: octal },
      tmpfsOptions: {
        label: 'Options of the kernel',
        help: 'As --tmpfs takes them; "" is none.',
        placeholder: 'exec,uid=1000',
        codec: quotableText,
      },
    },
  ),
  volumesFrom: objectRows<VolumesFrom>(
    {
      label: 'Mounts of other containers',
      noun: 'container to take mounts from',
      help: 'All of its mounts, at the same places.',
      flags: ['--volumes-from'],
    },
    {
      container: { label: 'name', codec: word, share: 2 },
      mode: {
        label: 'mode',
        input: 'select',
        options: withNone('as they are there', [
          { value: 'ro', label: 'read-only' },
          { value: 'rw', label: 'writable' },
          { value: 'z', label: 'SELinux shared (z)' },
          { value: 'Z', label: 'SELinux private (Z)' },
        ]),
        codec: maybeOneOf(MODES),
      },
    },
  ),
  volumeDriver: {
    kind: 'value',
    label: 'Volume driver',
    help: 'Of volumes that do not say theirs.',
    placeholder: 'local',
    flags: ['--volume-driver'],
    codec: optionalWord,
  },
  storageOptions: objectRows<NamedValue>(
    {
      label: 'Storage options',
      noun: 'storage option',
      help: 'Of the driver that keeps what the container writes, such as size=10G.',
      flags: ['--storage-opt'],
      keywords: 'disk quota',
    },
    pairCells,
  ),
} satisfies Partial<FieldsFor>;
