import type { ExposedPort, PortMapping } from '../../../../../contract/model/run.ts';
import { box, neededCount, oneOf } from '../draft/codecs.ts';
import { type Check, objectRows, type RowsField } from '../draft/field.ts';
import type { FieldsFor } from './fields.ts';

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
  if (from === '' || first < MIN || last > MAX) check(cell, `Write the port as a whole number from ${MIN} to ${MAX}.`);
  else if (last < first) check(cell, 'A range goes from a lower port to a higher one.');
  else return { first, last };
  return undefined;
}

const size = ({ first, last }: Range): number => last - first + 1;

/** All forms of `--publish`; a range inside and one of the same size outside are as many ports. */
function readPorts(row: Readonly<Record<string, string>>, check: Check): PortMapping[] {
  const { hostIp = '', hostPort = '', containerPort = '', protocol = '' } = row;
  const inside = readRange(containerPort, 'containerPort', check);
  const outside = readRange(hostPort, 'hostPort', check);
  if (containerPort.trim() === '') check('containerPort', 'Which port in the container?');
  const ip = hostIp.trim();
  if (ip !== '' && !IP.test(ip)) check('hostIp', 'Write an address of the machine, such as 192.168.1.4.');
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
    check('hostPort', `The range inside has ${size(inside)} ports: as many are needed here.`);
  return Array.from({ length: size(inside) }, (_, index) => ({
    ...common,
    containerPort: inside.first + index,
    ...(outside && { hostPort: outside.first + index }),
  }));
}

const ports: RowsField<PortMapping> = {
  kind: 'rows',
  label: 'Ports',
  noun: 'port',
  flags: ['--publish', '-p'],
  keywords: 'publish host',
  cells: {
    hostIp: { label: 'reachable from' },
    hostPort: { label: 'host port' },
    containerPort: { label: 'container port' },
    protocol: { label: 'protocol', input: 'select', options: PROTOCOL_OPTIONS, initial: 'tcp' },
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
    label: 'Publish all exposed ports, each on any free port',
    input: 'box',
    flags: ['--publish-all', '-P'],
    codec: box,
  },
  expose: objectRows<ExposedPort>(
    {
      label: 'Exposed ports',
      noun: 'exposed port',
      help: 'Told to other containers, not opened on the machine.',
      flags: ['--expose'],
    },
    {
      containerPort: {
        label: 'container port',
        codec: neededCount('the port', 'Which port in the container?', { min: MIN, max: MAX }),
      },
      protocol: {
        label: 'protocol',
        input: 'select',
        options: PROTOCOL_OPTIONS,
        initial: 'tcp',
        codec: oneOf(PROTOCOLS),
      },
    },
  ),
} satisfies Partial<FieldsFor>;
