import type { ExposedPort, PortMapping } from '../../../../../contract/model/run.ts';
import { box, neededCount, oneOf } from '../draft/codecs.ts';
import { type Check, objectRows, type RowsField } from '../draft/field.ts';
import type { FieldsFor } from './fields.ts';
import { t } from '../../texts/index.ts';

const MIN = 1;
const MAX = 65_535;
const IP = /^(\d{1,3}(\.\d{1,3}){3}|\[?[0-9a-fA-F:.]*:[0-9a-fA-F:.]*\]?)$/;
const PROTOCOLS = ['tcp', 'udp', 'sctp'] as const;
export const PROTOCOL_OPTIONS = PROTOCOLS.map((value) => ({ value, label: value }));

interface Range {
  readonly first: number;
  readonly last: number;
}

/** `80`, `8000-8010` */
function readRange(text: string, cell: string, check: Check): Range | undefined {
  const typed = text.trim();
  if (typed === '') return undefined;
  const [, from = '', to = from] = /^(\d+)(?:\s*-\s*(\d+))?$/.exec(typed) ?? [];
  const [first, last] = [Number(from), Number(to)];
  if (from === '' || first < MIN || last > MAX)
    check(cell, t('Write the port as a whole number from {{MIN}} to {{MAX}}.', { MIN, MAX }));
  else if (last < first) check(cell, t('A range goes from a lower port to a higher one.'));
  else return { first, last };
  return undefined;
}

const size = ({ first, last }: Range): number => last - first + 1;

/** All forms of `--publish`; a range inside and one of the same size outside are as many ports. */
function readPorts(row: Readonly<Record<string, string>>, check: Check): PortMapping[] {
  const { hostIp = '', hostPort = '', containerPort = '', protocol = '' } = row;
  const inside = readRange(containerPort, 'containerPort', check);
  const outside = readRange(hostPort, 'hostPort', check);
  if (containerPort.trim() === '') check('containerPort', t('Which port in the container?'));
  const ip = hostIp.trim();
  if (ip !== '' && !IP.test(ip)) check('hostIp', t('Write an address of the machine, such as 192.168.1.4.'));
  const kind = oneOf(PROTOCOLS).read(protocol);
  if (!kind.ok) check('protocol', kind.message);
  const common = {
    protocol: kind.ok ? kind.value : ('tcp' as const),
    ...(ip !== '' && { hostIp: ip.replaceAll(/[[\]]/g, '') }),
  };
  if (!inside || size(inside) === 1) {
    const isRange = outside !== undefined && size(outside) > 1;
    return [
      {
        ...common,
        containerPort: inside?.first ?? 0,
        ...(outside && { hostPort: outside.first }),
        ...(isRange && { hostPortEnd: outside.last }),
      },
    ];
  }
  if (outside && size(outside) !== size(inside))
    check('hostPort', t('The range inside has {{inside}} ports: as many are needed here.', { inside: size(inside) }));
  return Array.from({ length: size(inside) }, (_, index) => ({
    ...common,
    containerPort: inside.first + index,
    ...(outside && { hostPort: outside.first + index }),
  }));
}

const ports: RowsField<PortMapping> = {
  kind: 'rows',
  get label() {
    return t('Ports');
  },
  get noun() {
    return t('port');
  },
  flags: ['--publish', '-p'],
  keywords: 'publish host',
  cells: {
    hostIp: {
      get label() {
        return t('reachable from');
      },
    },
    hostPort: {
      get label() {
        return t('host port');
      },
    },
    containerPort: {
      get label() {
        return t('container port');
      },
    },
    protocol: {
      get label() {
        return t('protocol');
      },
      input: 'select',
      options: PROTOCOL_OPTIONS,
      initial: 'tcp',
    },
  },
  write: ({ hostIp = '', hostPort, hostPortEnd, containerPort, protocol }) => ({
    hostIp,
    hostPort: hostPort === undefined ? '' : hostPortEnd === undefined ? String(hostPort) : `${hostPort}-${hostPortEnd}`,
    containerPort: String(containerPort),
    protocol,
  }),
  read: readPorts,
  cellOf: { hostPortEnd: 'hostPort' },
};

export const portFields = {
  ports,
  publishAll: {
    kind: 'value',
    get label() {
      return t('Publish all exposed ports, each on any free port');
    },
    input: 'box',
    flags: ['--publish-all', '-P'],
    codec: box,
  },
  expose: objectRows<ExposedPort>(
    {
      get label() {
        return t('Exposed ports');
      },
      get noun() {
        return t('exposed port');
      },
      get help() {
        return t('Told to other containers, not opened on the machine.');
      },
      flags: ['--expose'],
    },
    {
      containerPort: {
        get label() {
          return t('container port');
        },
        codec: neededCount(
          () => t('the port'),
          () => t('Which port in the container?'),
          { min: MIN, max: MAX },
        ),
      },
      protocol: {
        get label() {
          return t('protocol');
        },
        input: 'select',
        options: PROTOCOL_OPTIONS,
        initial: 'tcp',
        codec: oneOf(PROTOCOLS),
      },
    },
  ),
} satisfies Partial<FieldsFor>;
