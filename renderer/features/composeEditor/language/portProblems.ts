import type { Problem } from './analysis.ts';
import { itemsOf, mapOf, pairsOf, scalarOf, valueIn, type YamlNode } from './tree.ts';
import { t } from '../texts/index.ts';

interface HostPort {
  readonly service: string;
  readonly ip: string;
  readonly first: number;
  readonly last: number;
  readonly protocol: string;
  readonly node: YamlNode;
}

const ANY = /^(0\.0\.0\.0|::|\[::\])?$/;

/** Two services of a file that want the same port of the host: only one of them would start. */
export function portProblems(root: YamlNode): readonly Problem[] {
  const taken = new Map<number, HostPort[]>();
  const problems: Problem[] = [];
  for (const { name, value } of pairsOf(valueIn(root, 'services'))) {
    for (const item of itemsOf(valueIn(value, 'ports'))) {
      const port = mapOf(item) ? longForm(name, item) : shortForm(name, item);
      if (!port || port.last - port.first > 1000) continue;
      let other: HostPort | undefined;
      for (let number = port.first; number <= port.last; number++) {
        const there = taken.get(number) ?? [];
        other ??= there.find((one) => isSame(one, port));
        taken.set(number, [...there, port]);
      }
      if (other) problems.push(conflict(port, other));
    }
  }
  return problems;
}

const isSame = (a: HostPort, b: HostPort) =>
  a.protocol === b.protocol && a.node !== b.node && (a.ip === b.ip || ANY.test(a.ip) || ANY.test(b.ip));

function shortForm(service: string, node: YamlNode): HostPort | undefined {
  const text = scalarOf(node)?.text ?? '';
  const [, ip = '', host = '', protocol = 'tcp'] =
    /^(?:(\[[^\]]+\]|[\d.]+|[\da-f:]*:[\da-f:]*:[\da-f]*):)?(\d+(?:-\d+)?):\d+(?:-\d+)?(?:\/(\w+))?$/i.exec(text) ?? [];
  return rangeOf(host, { service, ip, protocol, node });
}

function longForm(service: string, node: YamlNode): HostPort | undefined {
  const text = (key: string) => scalarOf(valueIn(node, key))?.text;
  return rangeOf(text('published') ?? '', {
    ...{ service, node },
    ip: text('host_ip') ?? '',
    protocol: text('protocol') ?? 'tcp',
  });
}

function rangeOf(host: string, rest: Omit<HostPort, 'first' | 'last'>): HostPort | undefined {
  const [, first, last] = /^(\d+)(?:-(\d+))?$/.exec(host) ?? [];
  if (first === undefined || Number(first) === 0) return undefined;
  return { ...rest, first: Number(first), last: Number(last ?? first) };
}

function conflict(port: HostPort, other: HostPort): Problem {
  const name =
    port.first === port.last
      ? t('Port {{port}}', { port: port.first })
      : t('A port of {{first}}–{{last}}', { first: port.first, last: port.last });
  return {
    ...{ from: port.node.from, to: port.node.to, severity: 'warning', source: 'Gantry', fixes: [] },
    message:
      other.service === port.service
        ? t('{{name}} of the host is published twice by “{{service}}”.', { name, service: port.service })
        : t('{{name}} of the host is published by “{{service}}” too.', { name, service: other.service }),
    why: t('A port of the host can have one container at a time.'),
  };
}
