import type { ExtraHost, Link, RunNetwork } from '../../../../../contract/model/run.ts';
import { type Codec, count, optionalWord, pairs, word, words } from '../draft/codecs.ts';
import { objectRows, textRows } from '../draft/field.ts';
import type { FieldsFor } from './fields.ts';

/** `container=alias` words. */
const links: Codec<Link[]> = {
  write: (value) => pairs.write(value.map(({ container, alias }) => ({ name: container, value: alias }))),
  read: (text) => {
    const reading = pairs.read(text);
    return reading.ok
      ? { ok: true, value: reading.value.map(({ name, value }) => ({ container: name, alias: value })) }
      : reading;
  },
};

/** Those of a place in a network that few need. */
export const NETWORK_OPTIONS = [
  'aliases',
  'ipv4Address',
  'ipv6Address',
  'macAddress',
  'linkLocalAddresses',
  'gatewayPriority',
  'driverOptions',
  'links',
];

export const networkFields = {
  networks: objectRows<RunNetwork>(
    {
      label: 'Networks',
      noun: 'network',
      flags: ['--network', '--net', '--network-alias', '--ip', '--ip6', '--mac-address', '--link-local-ip'],
      keywords: 'alias address host none bridge container gateway',
    },
    {
      name: { label: 'name', codec: word },
      aliases: {
        label: 'Aliases',
        help: 'Further names by which others find it there.',
        placeholder: 'db cache',
        codec: words,
      },
      ipv4Address: { label: 'IPv4 address', placeholder: 'the engine picks one', codec: optionalWord },
      ipv6Address: { label: 'IPv6 address', placeholder: 'the engine picks one', codec: optionalWord },
      macAddress: { label: 'MAC address', placeholder: 'the engine picks one', codec: optionalWord },
      linkLocalAddresses: { label: 'Link-local addresses', placeholder: '169.254.1.2', codec: words },
      gatewayPriority: {
        label: 'Gateway priority',
        help: 'The network with the highest gives the way out.',
        placeholder: '0',
        codec: count('the priority', { min: Number.MIN_SAFE_INTEGER }),
      },
      driverOptions: { label: 'Driver options', placeholder: 'name=value', codec: pairs },
      links: {
        label: 'Links',
        help: 'Containers under an alias, as words: db=database.',
        placeholder: 'container=alias',
        codec: links,
      },
    },
  ),
  hostname: {
    kind: 'value',
    label: 'Hostname',
    placeholder: 'the short id',
    flags: ['--hostname', '-h'],
    codec: optionalWord,
  },
  domainname: { kind: 'value', label: 'Domain', placeholder: 'none', flags: ['--domainname'], codec: optionalWord },
  dns: textRows({
    label: 'DNS servers',
    noun: 'DNS server',
    help: 'In place of those of the machine.',
    placeholder: '1.1.1.1',
    flags: ['--dns'],
    keywords: 'resolv nameserver',
  }),
  dnsSearch: textRows({
    label: 'DNS search domains',
    noun: 'search domain',
    placeholder: 'example.com',
    flags: ['--dns-search'],
  }),
  dnsOptions: textRows({
    label: 'DNS options',
    noun: 'DNS option',
    placeholder: 'ndots:2',
    flags: ['--dns-option', '--dns-opt'],
  }),
  extraHosts: objectRows<ExtraHost>(
    {
      label: 'Further hosts',
      noun: 'host',
      help: 'Lines of /etc/hosts; host-gateway stands for the machine of the engine.',
      flags: ['--add-host'],
    },
    {
      host: { label: 'name', placeholder: 'host.docker.internal', codec: word },
      address: { label: 'address', placeholder: 'host-gateway', suggestions: ['host-gateway'], codec: word },
    },
  ),
  links: objectRows<Link>(
    {
      label: 'Links',
      noun: 'link',
      help: 'The old way to reach a container on the default bridge: an alias in a network of your own is better.',
      flags: ['--link'],
    },
    {
      container: { label: 'container', codec: word },
      alias: { label: 'alias', codec: word },
    },
  ),
} satisfies Partial<FieldsFor>;
