import { type ExtraHost, type Link, RunNetwork } from '../model/run.ts';
import { readCsvLine, readPair } from './amounts.ts';
import { ValueProblem } from './ports.ts';

/** `--network lab`, `--network name=lab,alias=db,ip=10.0.0.5` */
export function readNetworkFlag(text: string): RunNetwork {
  if (!/^\w[\w-]*=/.test(text)) return RunNetwork.parse({ name: text });
  const network = RunNetwork.parse({ name: 'unknown' });
  let isNamed = false;
  for (const field of readCsvLine(text) ?? []) {
    const { name: key, value = '' } = readPair(field);
    switch (key.toLowerCase()) {
      case 'name':
        network.name = value;
        isNamed = true;
        break;
      case 'alias':
        network.aliases.push(value);
        break;
      case 'ip':
        network.ipv4Address = value;
        break;
      case 'ip6':
        network.ipv6Address = value;
        break;
      case 'mac-address':
        network.macAddress = value;
        break;
      case 'link-local-ip':
        network.linkLocalAddresses.push(value);
        break;
      case 'driver-opt': {
        const option = readPair(value);
        network.driverOptions.push({ name: option.name, value: option.value ?? '' });
        break;
      }
      case 'gw-priority':
        if (!/^-?\d+$/.test(value)) throw new ValueProblem(`“${value}” is no number.`);
        network.gatewayPriority = Number(value);
        break;
      default:
        throw new ValueProblem(`A network has no field “${key}”.`);
    }
  }
  if (!isNamed) throw new ValueProblem('Say which network: name=….');
  return network;
}

/** `--link db:database` */
export function readLink(text: string): Link {
  const [container = '', alias = container] = text.split(':');
  if (container === '') throw new ValueProblem('Which container? Write container:alias.');
  return { container, alias: alias.slice(alias.lastIndexOf('/') + 1) };
}

/** `--add-host db:10.0.0.5`, `db=[::1]` */
export function readExtraHost(text: string): ExtraHost {
  const [, host, address = ''] = /^([^:=]+)[:=](.+)$/.exec(text) ?? [];
  if (host === undefined) throw new ValueProblem('Write it as host:address, such as db:10.0.0.5.');
  return { host, address: /^\[.*\]$/.test(address) ? address.slice(1, -1) : address };
}
