import type { ExtraHost, Link, RunNetwork } from '../../../../../contract/model/run.ts';
import { type Codec, count, optionalWord, pairs, word, words } from '../draft/codecs.ts';
import { objectRows, textRows } from '../draft/field.ts';
import type { FieldsFor } from './fields.ts';
import { t } from '../../texts/index.ts';

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
      get label() {
        return t('Networks');
      },
      get noun() {
        return t('network');
      },
      flags: ['--network', '--net', '--network-alias', '--ip', '--ip6', '--mac-address', '--link-local-ip'],
      keywords: 'alias address host none bridge container gateway',
    },
    {
      name: {
        get label() {
          return t('name');
        },
        codec: word,
      },
      aliases: {
        get label() {
          return t('Aliases');
        },
        get help() {
          return t('Further names by which others find it there.');
        },
        get placeholder() {
          return t('db cache');
        },
        codec: words,
      },
      ipv4Address: {
        get label() {
          return t('IPv4 address');
        },
        get placeholder() {
          return t('the engine picks one');
        },
        codec: optionalWord,
      },
      ipv6Address: {
        get label() {
          return t('IPv6 address');
        },
        get placeholder() {
          return t('the engine picks one');
        },
        codec: optionalWord,
      },
      macAddress: {
        get label() {
          return t('MAC address');
        },
        get placeholder() {
          return t('the engine picks one');
        },
        codec: optionalWord,
      },
      linkLocalAddresses: {
        get label() {
          return t('Link-local addresses');
        },
        placeholder: '169.254.1.2',
        codec: words,
      },
      gatewayPriority: {
        get label() {
          return t('Gateway priority');
        },
        get help() {
          return t('The network with the highest gives the way out.');
        },
        placeholder: '0',
        codec: count(() => t('the priority'), { min: Number.MIN_SAFE_INTEGER }),
      },
      driverOptions: {
        get label() {
          return t('Driver options');
        },
        placeholder: 'name=value',
        codec: pairs,
      },
      links: {
        get label() {
          return t('Links');
        },
        get help() {
          return t('Containers under an alias, as words: db=database.');
        },
        placeholder: 'container=alias',
        codec: links,
      },
    },
  ),
  hostname: {
    kind: 'value',
    get label() {
      return t('Hostname');
    },
    get placeholder() {
      return t('the short id');
    },
    flags: ['--hostname', '-h'],
    codec: optionalWord,
  },
  domainname: {
    kind: 'value',
    get label() {
      return t('Domain');
    },
    placeholder: 'none',
    flags: ['--domainname'],
    codec: optionalWord,
  },
  dns: textRows({
    get label() {
      return t('DNS servers');
    },
    get noun() {
      return t('DNS server');
    },
    get help() {
      return t('In place of those of the machine.');
    },
    placeholder: '1.1.1.1',
    flags: ['--dns'],
    keywords: 'resolv nameserver',
  }),
  dnsSearch: textRows({
    get label() {
      return t('DNS search domains');
    },
    get noun() {
      return t('search domain');
    },
    placeholder: 'example.com',
    flags: ['--dns-search'],
  }),
  dnsOptions: textRows({
    get label() {
      return t('DNS options');
    },
    get noun() {
      return t('DNS option');
    },
    placeholder: 'ndots:2',
    flags: ['--dns-option', '--dns-opt'],
  }),
  extraHosts: objectRows<ExtraHost>(
    {
      get label() {
        return t('Further hosts');
      },
      get noun() {
        return t('host');
      },
      get help() {
        return t('Lines of /etc/hosts; host-gateway stands for the machine of the engine.');
      },
      flags: ['--add-host'],
    },
    {
      host: {
        get label() {
          return t('name');
        },
        placeholder: 'host.docker.internal',
        codec: word,
      },
      address: {
        get label() {
          return t('address');
        },
        placeholder: 'host-gateway',
        suggestions: ['host-gateway'],
        codec: word,
      },
    },
  ),
  links: objectRows<Link>(
    {
      get label() {
        return t('Links');
      },
      get noun() {
        return t('link');
      },
      get help() {
        return t(
          'The old way to reach a container on the default bridge: an alias in a network of your own is better.',
        );
      },
      flags: ['--link'],
    },
    {
      container: {
        get label() {
          return t('container');
        },
        codec: word,
      },
      alias: {
        get label() {
          return t('alias');
        },
        codec: word,
      },
    },
  ),
} satisfies Partial<FieldsFor>;
