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
import { t } from '../../texts/index.ts';

const TYPES = ['volume', 'bind', 'tmpfs', 'image', 'npipe', 'cluster'] as const satisfies readonly RunMount['type'][];
const SELINUX = ['shared', 'private'] as const;
const BELOW = ['writable', 'force'] as const;
const CONSISTENCY = ['default', 'consistent', 'cached', 'delegated'] as const;
const MODES = ['ro', 'rw', 'z', 'Z'] as const;

const withNone = (none: () => string, options: readonly Option[]): readonly Option[] => [
  {
    value: '',
    get label() {
      return none();
    },
  },
  ...options,
];
const asTheyAre = (values: readonly string[]): readonly Option[] => values.map((value) => ({ value, label: value }));

export const MOUNT_TYPES: readonly Option[] = [
  {
    value: 'volume',
    get label() {
      return t('Volume');
    },
  },
  {
    value: 'bind',
    get label() {
      return t('Folder');
    },
  },
  {
    value: 'tmpfs',
    get label() {
      return t('In memory');
    },
  },
  {
    value: 'image',
    get label() {
      return t('Image');
    },
  },
  {
    value: 'npipe',
    get label() {
      return t('Named pipe');
    },
  },
  {
    value: 'cluster',
    get label() {
      return t('Cluster volume');
    },
  },
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
      get label() {
        return t('Mounts');
      },
      get noun() {
        return t('mount');
      },
      flags: ['--mount', '--volume', '-v', '--tmpfs'],
      keywords: 'volume bind folder directory storage selinux propagation readonly nfs cifs',
    },
    {
      type: {
        get label() {
          return t('kind');
        },
        input: 'select',
        options: MOUNT_TYPES,
        initial: 'volume',
        codec: oneOf(TYPES),
      },
      source: {
        get label() {
          return t('source');
        },
        codec: word,
      },
      target: {
        get label() {
          return t('path in the container');
        },
        codec: word,
      },
      isReadOnly: {
        get label() {
          return t('read-only');
        },
        input: 'box',
        codec: box,
      },
      subpath: {
        get label() {
          return t('Folder inside it');
        },
        get help() {
          return t('Instead of all of it.');
        },
        get placeholder() {
          return t('all of it');
        },
        codec: optionalText,
      },
      selinux: {
        get label() {
          return t('SELinux');
        },
        input: 'select',
        options: withNone(
          () => t('As it is'),
          [
            {
              value: 'private',
              get label() {
                return t('For this container (Z)');
              },
            },
            {
              value: 'shared',
              get label() {
                return t('For several (z)');
              },
            },
          ],
        ),
        codec: maybeOneOf(SELINUX),
      },
      createSource: {
        get label() {
          return t('Make the folder where it is missing');
        },
        input: 'box',
        codec: box,
      },
      propagation: {
        get label() {
          return t('Propagation');
        },
        get help() {
          return t('Whether later mounts on either side are seen on the other.');
        },
        input: 'select',
        options: withNone(() => t('rprivate, as always'), asTheyAre(PROPAGATIONS)),
        codec: maybeOneOf(PROPAGATIONS),
      },
      isNonRecursive: {
        get label() {
          return t('Without what is mounted below it');
        },
        input: 'box',
        codec: box,
      },
      readOnlyBelow: {
        get label() {
          return t('Read-only below it');
        },
        input: 'select',
        options: withNone(
          () => t('Where the engine can'),
          [
            {
              value: 'force',
              get label() {
                return t('Must be');
              },
            },
            {
              value: 'writable',
              get label() {
                return t('Stays writable');
              },
            },
          ],
        ),
        codec: maybeOneOf(BELOW),
      },
      consistency: {
        get label() {
          return t('Consistency');
        },
        input: 'select',
        options: withNone(() => t('As always'), asTheyAre(CONSISTENCY)),
        codec: maybeOneOf(CONSISTENCY),
      },
      noCopy: {
        get label() {
          return t('Do not fill it from the image');
        },
        input: 'box',
        codec: box,
      },
      driver: {
        get label() {
          return t('Driver');
        },
        placeholder: 'local',
        codec: optionalWord,
      },
      driverOptions: {
        get label() {
          return t('Driver options');
        },
        placeholder: 'type=nfs o=addr=10.0.0.2 device=:/srv',
        codec: pairs,
      },
      volumeLabels: {
        get label() {
          return t('Labels of a new volume');
        },
        placeholder: 'team=blue',
        codec: pairs,
      },
      sizeBytes: {
        get label() {
          return t('Size');
        },
        get placeholder() {
          return t('half of the memory, or 64m');
        },
        codec: bytes,
      },
      mode: {
        get label() {
          return t('Rights');
        },
        placeholder: '1777',
        codec: octal,
      },
      tmpfsOptions: {
        get label() {
          return t('Options of the kernel');
        },
        get help() {
          return t('As --tmpfs takes them; "" is none.');
        },
        placeholder: 'exec,uid=1000',
        codec: quotableText,
      },
    },
  ),
  volumesFrom: objectRows<VolumesFrom>(
    {
      get label() {
        return t('Mounts of other containers');
      },
      get noun() {
        return t('container to take mounts from');
      },
      get help() {
        return t('All of its mounts, at the same places.');
      },
      flags: ['--volumes-from'],
    },
    {
      container: {
        get label() {
          return t('name');
        },
        codec: word,
        share: 2,
      },
      mode: {
        get label() {
          return t('mode');
        },
        input: 'select',
        options: withNone(
          () => t('as they are there'),
          [
            {
              value: 'ro',
              get label() {
                return t('read-only');
              },
            },
            {
              value: 'rw',
              get label() {
                return t('writable');
              },
            },
            {
              value: 'z',
              get label() {
                return t('SELinux shared (z)');
              },
            },
            {
              value: 'Z',
              get label() {
                return t('SELinux private (Z)');
              },
            },
          ],
        ),
        codec: maybeOneOf(MODES),
      },
    },
  ),
  volumeDriver: {
    kind: 'value',
    get label() {
      return t('Volume driver');
    },
    get help() {
      return t('Of volumes that do not say theirs.');
    },
    placeholder: 'local',
    flags: ['--volume-driver'],
    codec: optionalWord,
  },
  storageOptions: objectRows<NamedValue>(
    {
      get label() {
        return t('Storage options');
      },
      get noun() {
        return t('storage option');
      },
      get help() {
        return t('Of the driver that keeps what the container writes, such as size=10G.');
      },
      flags: ['--storage-opt'],
      keywords: 'disk quota',
    },
    pairCells,
  ),
} satisfies Partial<FieldsFor>;
